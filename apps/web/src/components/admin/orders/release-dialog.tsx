"use client";

import { useMutation } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { useOrderChange } from "./use-order-change.ts";

/** Lets an order leave again. */
export function ReleaseDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`${order.number} is released`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.release.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`Release ${order.number}`}
      description={`It was put on hold: ${order.holdReason ?? ""}. Released, it can be shipped like any other.`}
      action="Release order"
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: order.id })}
      onClose={onClose}
    />
  );
}
