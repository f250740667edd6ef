"use client";

import { useQueryClient } from "@tanstack/react-query";

import type { OrderDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

/** What follows a change of an order: the page shows its answer at once, lists read again, and a word says that it is done. */
export function useOrderChange(done: string, onDone: () => void): (order: OrderDto) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (order) => {
    queryClient.setQueryData(trpc.admin.orders.get.queryKey({ id: order.id }), order);
    void queryClient.invalidateQueries(trpc.admin.orders.list.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
    toast.done(done);
    onDone();
  };
}
