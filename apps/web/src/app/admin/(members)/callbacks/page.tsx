import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { CallbacksList } from "#components/admin/callbacks/callbacks-list.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Callbacks" };

export default async function CallbacksPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { trpc, queryClient } = await openAdminPage("/admin/callbacks");
  await queryClient.prefetchQuery(trpc.admin.callbacks.list.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CallbacksList registering={readParam(await searchParams, "register") === "1"} />
    </HydrationBoundary>
  );
}
