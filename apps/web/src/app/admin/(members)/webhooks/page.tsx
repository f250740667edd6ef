import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { inboxAddress, inboxListInput, readInboxFilters } from "#components/admin/webhooks/inbox-filters.ts";
import { InboxList } from "#components/admin/webhooks/inbox-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readInboxFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(inboxAddress(filters));
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.webhooks.sources.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.webhooks.list.queryOptions(inboxListInput(filters))),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <InboxList filters={filters} />
    </HydrationBoundary>
  );
}
