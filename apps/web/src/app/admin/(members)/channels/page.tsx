import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { StoresPage } from "#components/admin/channels/stores-page.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage("/admin/channels");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.channels.attention.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.channels.shortfalls.queryOptions({ cursor, limit: 25 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StoresPage cursor={cursor} />
    </HydrationBoundary>
  );
}
