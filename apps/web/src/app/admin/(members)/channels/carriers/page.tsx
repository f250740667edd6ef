import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { CarriersPage } from "#components/admin/channels/carriers-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Carriers" };

export default async function AdminCarriersPage() {
  const { trpc, queryClient } = await openAdminPage("/admin/channels/carriers");
  await queryClient.prefetchQuery(trpc.admin.carriers.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CarriersPage />
    </HydrationBoundary>
  );
}
