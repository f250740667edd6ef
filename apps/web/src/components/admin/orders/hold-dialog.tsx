"use client";

import { useMutation } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { readField } from "../parts/read-field.ts";
import { useOrderChange } from "./use-order-change.ts";

/** Keeps an order from leaving until somebody releases it. */
export function HoldDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`${order.number} is on hold`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.hold.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`Put ${order.number} on hold`}
      description="It is not shipped and gets no label until somebody releases it. The customer sees nothing of it."
      action="Put on hold"
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ id: order.id, reason: readField(form, "reason") })}
      onClose={onClose}
    >
      <Field label="Reason" hint="For whoever looks at the order next.">
        {(control) => <Input {...control} dense name="reason" required maxLength={200} autoComplete="off" />}
      </Field>
    </ActionDialog>
  );
}
