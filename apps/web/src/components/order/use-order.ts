"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

interface OrderSource {
  readonly initial: OrderDto;
  readonly accessToken: string | undefined;
  /** Signed-in shoppers are told of changes; guests ask. */
  readonly signedIn: boolean;
  /** The visitor comes from the payment page. */
  readonly returned: "0" | "1" | undefined;
}

/** The order as it is now, without reloading. `settling`: the payment's outcome is being asked for. */
export function useOrder({ initial, accessToken, signedIn, returned }: OrderSource) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const input = { id: initial.id, accessToken };
  const options = trpc.orders.get.queryOptions(input);
  const { data: order } = useQuery({
    ...options,
    initialData: initial,
    staleTime: 1_000,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => askAgainMs(state.data ?? initial, signedIn),
  });
  useSubscription(
    trpc.live.myOrders.subscriptionOptions(
      {},
      { enabled: signedIn, onData: () => void queryClient.invalidateQueries({ queryKey: options.queryKey }) },
    ),
  );
  const sync = useMutation(
    trpc.orders.syncPayment.mutationOptions({
      onSuccess: (present) => queryClient.setQueryData(options.queryKey, present),
    }),
  );
  const pay = useMutation(
    trpc.orders.retryPayment.mutationOptions({
      onSuccess: ({ paymentUrl }) => {
        if (paymentUrl !== null) window.location.assign(paymentUrl);
      },
    }),
  );
  const asked = useRef(false);
  const { mutate: syncPayment } = sync;
  useEffect(() => {
    if (returned === undefined || initial.status !== "pending" || asked.current) return;
    asked.current = true;
    syncPayment(input);
  });
  return {
    order,
    settling: sync.isPending || (returned !== undefined && initial.status === "pending" && sync.isIdle),
    settled: sync.isSuccess,
    pay: () => pay.mutate(input),
    paying: pay.isPending || (pay.isSuccess && pay.data.paymentUrl !== null),
    payFailed: pay.isError || (pay.isSuccess && pay.data.paymentUrl === null),
  };
}

const finished: readonly OrderDto["status"][] = ["delivered", "cancelled"];
const lively = 10 * 60_000;

// Somebody who has just ordered watches; an old order changes by the day.
function askAgainMs({ status, placedAt }: OrderDto, signedIn: boolean): number | false {
  if (finished.includes(status)) return false;
  const fresh = Date.now() - Date.parse(placedAt) < lively;
  if (signedIn) return 30_000;
  return fresh ? 1_500 : 30_000;
}
