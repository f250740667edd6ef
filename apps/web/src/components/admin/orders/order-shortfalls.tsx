"use client";

import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ShortfallList } from "../channels/shortfall-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";

/** What of this order cannot be delivered as it stands, and what can be done about it. */
export function OrderShortfalls({ orderId }: { readonly orderId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.admin.channels.shortfalls.queryOptions({ orderId, limit: 100 }));
  return (
    <Panel title="To settle" flush>
      <FailureNotice error={error} title="What is missing could not be read" onRetry={() => void refetch()} />
      {data ? <ShortfallList shortfalls={data.items} ofOneOrder /> : error === null && <Skeleton className="h-16" />}
    </Panel>
  );
}
