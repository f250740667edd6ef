"use client";

import { useMutation } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { readField } from "../parts/read-field.ts";
import { useOrderChange } from "./use-order-change.ts";

/** Cancels what has not left of an order that left in part, having said what that does. */
export function CancelRestDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`The rest of ${order.number} is cancelled`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.cancelRest.mutationOptions({ onSuccess }));
  const units = order.lines.reduce((sum, { quantity, shippedQuantity }) => sum + quantity - shippedQuantity, 0);
  return (
    <ActionDialog
      title={`Cancel the rest of ${order.number}`}
      action="Cancel the rest"
      destructive
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ id: order.id, reason: readField(form, "reason") })}
      onClose={onClose}
    >
      <Notice tone="warning" title="What this will do" className="rounded-admin">
        <ul className="figures list-disc pl-5">
          <li>{countWords(units, "unit")} that has not left will be on sale again, and its price refunded.</li>
          <li>Delivery was paid for the parcel that left, so it is not refunded.</li>
          <li>With that the order counts as shipped. It cannot be undone.</li>
        </ul>
      </Notice>
      <Field label="Reason" hint="For the timeline.">
        {(control) => (
          <Input {...control} dense name="reason" required maxLength={500} defaultValue="Cannot be delivered" />
        )}
      </Field>
    </ActionDialog>
  );
}
