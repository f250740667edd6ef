import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { storesPageSize } from "#components/admin/channels/store-list.tsx";
import { shortfallPageSize, StoresPage } from "#components/admin/channels/stores-page.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const params = await searchParams;
  const cursor = readParam(params, "cursor");
  const waiting = readParam(params, "waiting");
  const { trpc, queryClient } = await openAdminPage("/admin/channels");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.channels.attention.queryOptions()),
    queryClient.prefetchQuery(
      trpc.admin.channels.shortfalls.queryOptions({ cursor: waiting, limit: shortfallPageSize }),
    ),
    queryClient.prefetchQuery(trpc.admin.stores.list.queryOptions({ cursor, limit: storesPageSize })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StoresPage cursor={cursor} waiting={waiting} />
    </HydrationBoundary>
  );
}
