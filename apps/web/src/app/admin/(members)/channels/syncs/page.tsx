import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { readSyncState, syncsInput } from "#components/admin/channels/syncs/syncs-input.ts";
import { SyncsPage } from "#components/admin/channels/syncs/syncs-page.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Syncs" };

export default async function AdminSyncsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const params = await searchParams;
  const wanted = { state: readSyncState(readParam(params, "state")), cursor: readParam(params, "cursor") };
  const { trpc, queryClient } = await openAdminPage("/admin/channels/syncs");
  await queryClient.prefetchQuery(trpc.sync.all.queryOptions(syncsInput(wanted)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SyncsPage wanted={wanted} />
    </HydrationBoundary>
  );
}
