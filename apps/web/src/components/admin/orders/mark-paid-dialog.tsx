"use client";

import { useMutation } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { useOrderChange } from "./use-order-change.ts";

/** Records that an invoice was paid; the order can then be shipped. */
export function MarkPaidDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`${order.number} is paid`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.markPaid.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title="Mark the invoice paid"
      description={`Records that ${formatMoney(order.total)} arrived from ${order.customerName ?? order.email}. The order can then be shipped.`}
      action={`Record ${formatMoney(order.total)}`}
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: order.id })}
      onClose={onClose}
    />
  );
}
