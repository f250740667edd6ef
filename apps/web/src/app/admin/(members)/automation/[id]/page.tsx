import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { RuleLog } from "#components/admin/automation/rule-log.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Rule" };

interface RulePageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function RulePage({ params, searchParams }: RulePageProps) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/automation/${id}`);
  const query = await searchParams;
  const acted = readParam(query, "acted") === "1";
  const cursor = readParam(query, "cursor");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.automation.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.automation.runs.queryOptions({ id, acted, cursor, limit: 25 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RuleLog id={id} acted={acted} cursor={cursor} />
    </HydrationBoundary>
  );
}
