import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { auditAddress, auditListInput, readAuditFilters } from "#components/admin/settings/audit/audit-filters.ts";
import { AuditList } from "#components/admin/settings/audit/audit-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readAuditFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(auditAddress(filters));
  await queryClient.prefetchQuery(trpc.admin.audit.list.queryOptions(auditListInput(filters)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditList filters={filters} />
    </HydrationBoundary>
  );
}
