import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { Schedules } from "#components/admin/jobs/schedules.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Schedules" };

export default async function AdminSchedulesPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage("/admin/jobs/schedules");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.jobs.schedules.list.queryOptions({ cursor, limit: 50 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Schedules cursor={cursor} />
    </HydrationBoundary>
  );
}
