import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { jobListInput, jobsAddress, readJobFilters } from "#components/admin/jobs/job-filters.ts";
import { JobsPage } from "#components/admin/jobs/jobs-page.tsx";
import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function AdminJobsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readJobFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(jobsAddress(filters));
  const { state, ...rest } = filters;
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    state === "dead"
      ? queryClient.prefetchQuery(trpc.admin.jobs.deadLetters.queryOptions({ cursor: rest.cursor, limit: 50 }))
      : queryClient.prefetchQuery(trpc.admin.jobs.list.queryOptions(jobListInput({ ...rest, state }))),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <JobsPage filters={filters} />
    </HydrationBoundary>
  );
}
