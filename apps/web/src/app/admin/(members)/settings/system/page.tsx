import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { SystemPage } from "#components/admin/settings/system/system-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "System" };

export default async function AdminSystemPage() {
  const { trpc, queryClient } = await openAdminPage("/admin/settings/system");
  await queryClient.prefetchQuery(trpc.system.stats.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SystemPage />
    </HydrationBoundary>
  );
}
