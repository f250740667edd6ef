"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

interface OrderSource {
  readonly initial: OrderDto;
  readonly accessToken: string | undefined;
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
  const live = useSubscription(
    trpc.live.myOrders.subscriptionOptions(accessToken === undefined ? {} : { orderId: initial.id, accessToken }, {
      enabled: signedIn || accessToken !== undefined,
      onData: () => void queryClient.invalidateQueries({ queryKey: options.queryKey }),
    }),
  );
  const { data: order } = useQuery({
    ...options,
    initialData: initial,
    staleTime: 1_000,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => askAgainMs(state.data ?? initial, live.status === "pending"),
  });
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

// Who is told of changes need not ask. Else: somebody who has just ordered watches; an old order changes by the day.
function askAgainMs({ status, placedAt }: OrderDto, told: boolean): number | false {
  if (finished.includes(status)) return false;
  const fresh = Date.now() - Date.parse(placedAt) < lively;
  return fresh && !told ? 1_500 : 30_000;
}
