import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { OrderPage } from "#components/admin/orders/order-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Order" };

export default async function AdminOrderPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/orders/${id}`);
  if (!z.uuid().safeParse(id).success) notFound();
  await queryClient.prefetchQuery(trpc.admin.orders.get.queryOptions({ id }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OrderPage id={id} />
    </HydrationBoundary>
  );
}
