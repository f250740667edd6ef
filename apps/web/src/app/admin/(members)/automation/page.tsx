import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { RulesList } from "#components/admin/automation/rules-list.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { trpc, queryClient } = await openAdminPage("/admin/automation");
  const cursor = readParam(await searchParams, "cursor");
  await queryClient.prefetchQuery(trpc.admin.automation.list.queryOptions({ cursor, limit: 50 }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RulesList cursor={cursor} />
    </HydrationBoundary>
  );
}
