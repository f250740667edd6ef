import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { Overview } from "#components/admin/overview/overview.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const { trpc, queryClient } = await openAdminPage("/admin");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.dashboard.queryOptions()),
    queryClient.prefetchQuery(trpc.admin.channels.attention.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Overview />
    </HydrationBoundary>
  );
}
