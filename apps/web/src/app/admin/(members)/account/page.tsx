import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { SecurityPanels } from "#components/account/security/security-panels.tsx";
import { PageHead } from "#components/admin/parts/page-head.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Your sign-in" };

export default async function AdminAccountPage() {
  const { member, trpc, queryClient } = await openAdminPage("/admin/account");
  await Promise.all([
    queryClient.prefetchQuery(trpc.account.security.queryOptions()),
    queryClient.prefetchQuery(trpc.account.sessions.list.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHead title="Your sign-in" aside={<p className="text-muted">{member.name}</p>} />
      <SecurityPanels dense />
    </HydrationBoundary>
  );
}
