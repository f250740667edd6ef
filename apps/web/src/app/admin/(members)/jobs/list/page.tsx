import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { jobListInput, jobsAddress, readJobFilters } from "#components/admin/jobs/job-filters.ts";
import { JobsList } from "#components/admin/jobs/jobs-list.tsx";
import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function AdminJobListPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readJobFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(jobsAddress(filters));
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.jobs.list.queryOptions(jobListInput(filters))),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <JobsList filters={filters} />
    </HydrationBoundary>
  );
}
