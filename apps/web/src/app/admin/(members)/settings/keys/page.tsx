import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { KeyList } from "#components/admin/settings/keys/key-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage("/admin/settings/keys");
  await queryClient.prefetchQuery(trpc.admin.keys.list.queryOptions({ cursor, limit: 50 }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <KeyList cursor={cursor} />
    </HydrationBoundary>
  );
}
