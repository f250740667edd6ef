import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { TemplatesList } from "#components/admin/automation/templates-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Rule templates" };

export default async function TemplatesPage() {
  const { trpc, queryClient } = await openAdminPage("/admin/automation/templates");
  await queryClient.prefetchQuery(trpc.admin.automation.choices.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TemplatesList />
    </HydrationBoundary>
  );
}
