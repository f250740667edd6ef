import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { RuleVersions } from "#components/admin/automation/rule-versions.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Versions of a rule" };

interface VersionsPageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function VersionsPage({ params, searchParams }: VersionsPageProps) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/automation/${id}/versions`);
  const cursor = readParam(await searchParams, "cursor");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.automation.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.automation.versions.queryOptions({ id, cursor, limit: 20 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RuleVersions id={id} cursor={cursor} />
    </HydrationBoundary>
  );
}
