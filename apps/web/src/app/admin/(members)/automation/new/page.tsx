import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { NewRule } from "#components/admin/automation/new-rule.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "New rule" };

export default async function NewRulePage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { trpc, queryClient } = await openAdminPage("/admin/automation/new");
  await queryClient.prefetchQuery(trpc.admin.automation.choices.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NewRule template={readParam(await searchParams, "template")} />
    </HydrationBoundary>
  );
}
