import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { orderPageSize, ordersAddress, readOrderFilters } from "#components/admin/orders/order-filters.ts";
import { OrdersList } from "#components/admin/orders/orders-list.tsx";
import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Orders" };

export default async function OrdersPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readOrderFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(ordersAddress(filters));
  await queryClient.prefetchQuery(trpc.admin.orders.list.queryOptions({ ...filters, limit: orderPageSize }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OrdersList filters={filters} />
    </HydrationBoundary>
  );
}
