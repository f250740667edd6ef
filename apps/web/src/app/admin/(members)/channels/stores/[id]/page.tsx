import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { receiptPageSize } from "#components/admin/channels/receipt-log.tsx";
import { StorePage } from "#components/admin/channels/store-page.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Store" };

interface StoreRouteProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function StoreRoute({ params, searchParams }: StoreRouteProps) {
  const { id } = await params;
  const cursor = readParam(await searchParams, "cursor");
  const { trpc, queryClient } = await openAdminPage(`/admin/channels/stores/${id}`);
  if (!z.uuid().safeParse(id).success) notFound();
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.stores.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.stores.logs.queryOptions({ id, cursor, limit: receiptPageSize })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <StorePage id={id} cursor={cursor} />
    </HydrationBoundary>
  );
}
