"use client";

import { useMutation } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatMoney, isZero } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { moneyLeft } from "../parts/money-left.ts";
import { readField } from "../parts/read-field.ts";
import { unitsToShip } from "./units-to-ship.ts";
import { useOrderChange } from "./use-order-change.ts";

/** Cancels an order, having said what that does. */
export function CancelDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`${order.number} is cancelled`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.cancel.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`Cancel ${order.number}`}
      action="Cancel order"
      destructive
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ id: order.id, reason: readField(form, "reason") })}
      onClose={onClose}
    >
      <Notice tone="warning" title="What this will do" className="rounded-admin">
        <ul className="figures list-disc pl-5">
          {consequences(order).map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
        </ul>
      </Notice>
      <Field
        label="Reason"
        hint="The customer’s order page shows that it was cancelled; the reason is for the timeline."
      >
        {(control) => (
          <Input {...control} dense name="reason" required maxLength={500} defaultValue="Cancelled on request" />
        )}
      </Field>
    </ActionDialog>
  );
}

function consequences(order: OrderDto): string[] {
  const units = order.lines.reduce((sum, line) => sum + unitsToShip(line), 0);
  const back = moneyLeft(order.captured, order.refunded);
  return [
    `${countWords(units, "unit")} of ${countWords(order.lines.length, "line")} will be on sale again.`,
    isZero(back)
      ? "Nothing was paid, so nothing is refunded."
      : `${formatMoney(back)} will be refunded to the customer.`,
    "It cannot be undone: a cancelled order stays cancelled.",
  ];
}
