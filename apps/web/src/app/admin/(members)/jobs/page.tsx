import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { JobsOverview } from "#components/admin/jobs/jobs-overview.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function AdminJobsPage() {
  const { trpc, queryClient } = await openAdminPage("/admin/jobs");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.jobs.statistics.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <JobsOverview />
    </HydrationBoundary>
  );
}
