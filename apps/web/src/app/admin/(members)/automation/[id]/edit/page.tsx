import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { EditRule } from "#components/admin/automation/edit-rule.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Edit rule" };

export default async function EditRulePage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/automation/${id}/edit`);
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.automation.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.automation.choices.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <EditRule id={id} />
    </HydrationBoundary>
  );
}
