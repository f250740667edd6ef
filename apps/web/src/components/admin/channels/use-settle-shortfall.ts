"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";

export type Settling = "allocate" | "dismiss" | "drop";

/** What follows once a line has been settled, or brought nearer to it: the pages read again, and a word says what came of it. */
function useSettled(done: string, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return ({ orderId, missing }: { readonly orderId: string; readonly missing: number }) => {
    void queryClient.invalidateQueries(trpc.admin.channels.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.orders.list.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.orders.get.queryFilter({ id: orderId }));
    void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
    toast.done(missing === 0 ? done : `${done}; ${countWords(missing, "unit")} still missing`);
    onDone();
  };
}

const words: Readonly<Record<Settling, string>> = {
  allocate: "Stock allocated",
  dismiss: "Line needs no stock",
  drop: "Missing units given up",
};

/** Does one thing with a line that cannot be delivered as it stands. */
export function useSettleShortfall(settling: Settling, onDone: () => void) {
  const trpc = useTRPC();
  const onSuccess = useSettled(words[settling], onDone);
  return useMutation(trpc.admin.channels[settling].mutationOptions({ onSuccess }));
}

/** Says which of our SKUs a line is. */
export function useMapShortfall(onDone: () => void) {
  const trpc = useTRPC();
  const onSuccess = useSettled("Line mapped", onDone);
  return useMutation(trpc.admin.channels.map.mutationOptions({ onSuccess }));
}
