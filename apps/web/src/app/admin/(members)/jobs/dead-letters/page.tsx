import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { DeadLetters } from "#components/admin/jobs/dead-letters.tsx";
import {
  isNarrowed,
  letterListInput,
  lettersAddress,
  readLetterFilters,
} from "#components/admin/jobs/letter-filters.ts";
import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Dead letters" };

export default async function AdminDeadLettersPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readLetterFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(lettersAddress(filters));
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.jobs.overview.queryOptions()),
    isNarrowed(filters)
      ? queryClient.prefetchQuery(trpc.admin.jobs.deadLetters.queryOptions(letterListInput(filters)))
      : queryClient.prefetchQuery(trpc.admin.jobs.deadLetterGroups.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeadLetters filters={filters} />
    </HydrationBoundary>
  );
}
