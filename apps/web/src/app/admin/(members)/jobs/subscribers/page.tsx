import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { Subscribers } from "#components/admin/jobs/subscribers.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Subscribers" };

export default async function AdminSubscribersPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage("/admin/jobs/subscribers");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.jobs.subscribers.queryOptions({ cursor, limit: 50 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Subscribers cursor={cursor} />
    </HydrationBoundary>
  );
}
