import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { MemberList } from "#components/admin/settings/members/member-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage("/admin/settings/members");
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.members.list.queryOptions({ cursor, limit: 50 })),
    queryClient.prefetchQuery(trpc.admin.members.invitations.queryOptions({ limit: 100 })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MemberList cursor={cursor} />
    </HydrationBoundary>
  );
}
