"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod/mini";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { readField } from "../parts/read-field.ts";

const reasons = ["Counted", "Delivery arrived", "Damaged", "Lost", "Returned", "Sample or gift"] as const;
const conflict = z.object({ onHand: z.int() });

interface StockDialogProps {
  readonly variant: { readonly id: string; readonly sku: string; readonly onHand: number; readonly reserved: number };
  readonly name: string;
  readonly onClose: () => void;
  readonly onAdjusted?: (stock: { onHand: number; reserved: number; available: number }) => void;
}

/** Writes down what really lies on the shelf. Refuses to overwrite a change that came between seeing and saving. */
export function StockDialog({ variant, name, onClose, onAdjusted }: StockDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [expected, setExpected] = useState(variant.onHand);
  const [counted, setCounted] = useState(String(variant.onHand));
  const { mutate, isPending, error, reset } = useMutation(
    trpc.admin.variants.adjustStock.mutationOptions({
      onSuccess: (stock) => {
        void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
        void queryClient.invalidateQueries(trpc.admin.products.list.pathFilter());
        toast.done(`${variant.sku}: ${stock.onHand} on hand, ${stock.available} available`);
        onAdjusted?.(stock);
        onClose();
      },
    }),
  );
  const onHand = /^\d{1,8}$/.test(counted) ? Number(counted) : null;
  const current = readConflict(error);
  return (
    <ActionDialog
      title="Adjust stock"
      description={`${name} · ${variant.sku}`}
      action={onHand === null ? "Save" : `Save ${onHand} on hand`}
      disabled={onHand === null || onHand === expected}
      busy={isPending}
      error={current === null ? error : null}
      onAct={(form) => {
        const note = readField(form, "note");
        const reason = readField(form, "reason");
        if (onHand === null) return;
        mutate({
          id: variant.id,
          onHand,
          expectedOnHand: expected,
          reason: note === "" ? reason : `${reason}: ${note}`,
        });
      }}
      onClose={onClose}
    >
      {current !== null && (
        <Notice tone="warning" title="The stock changed meanwhile" live className="rounded-admin">
          <p className="figures">
            It was {expected} on hand when you opened this and is {current} now. Check the shelf, then save again.
          </p>
          <Button
            kind="secondary"
            size="small"
            className="mt-2"
            onClick={() => {
              setExpected(current);
              reset();
            }}
          >
            Go on from {current}
          </Button>
        </Notice>
      )}
      <Field
        label="On hand"
        hint={`${expected} on hand now, ${variant.reserved} of them reserved for orders.${changeWords(onHand, expected)}`}
        error={onHand === null ? "Write a whole number." : undefined}
      >
        {(control) => (
          <Input
            {...control}
            dense
            inputMode="numeric"
            autoComplete="off"
            value={counted}
            onChange={({ target }) => setCounted(target.value.trim())}
            className="figures"
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Reason">
          {(control) => (
            <Select {...control} dense name="reason">
              {reasons.map((reason) => (
                <option key={reason}>{reason}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Note" optional>
          {(control) => <Input {...control} dense name="note" maxLength={160} autoComplete="off" />}
        </Field>
      </div>
    </ActionDialog>
  );
}

function changeWords(onHand: number | null, expected: number): string {
  if (onHand === null || onHand === expected) return "";
  const change = onHand - expected;
  return ` That is ${change > 0 ? `+${change}` : `−${-change}`}.`;
}

// What lies there now, when that is why it was refused.
function readConflict(error: unknown): number | null {
  if (error === null || error === undefined) return null;
  const failure = readFailure(error);
  const details = conflict.safeParse(failure.details);
  return failure.code === "stock_conflict" && details.success ? details.data.onHand : null;
}
