import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { CallbackPage } from "#components/admin/callbacks/callback-page.tsx";
import {
  deliveryAddress,
  deliveryListInput,
  readDeliveryFilters,
} from "#components/admin/callbacks/delivery-filters.ts";
import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Callback" };

interface CallbackPageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function AdminCallbackPage({ params, searchParams }: CallbackPageProps) {
  const { id } = await params;
  const filters = readDeliveryFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(deliveryAddress(id, filters));
  if (!z.uuid().safeParse(id).success) notFound();
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.callbacks.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.callbacks.failures.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.admin.callbacks.deliveries.queryOptions(deliveryListInput(id, filters))),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CallbackPage id={id} filters={filters} />
    </HydrationBoundary>
  );
}
