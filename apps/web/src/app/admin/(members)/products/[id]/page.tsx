import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { ProductPage } from "#components/admin/products/product-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Product" };

export default async function AdminProductPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/products/${id}`);
  if (!z.uuid().safeParse(id).success) notFound();
  await Promise.all([
    queryClient.prefetchQuery(trpc.admin.products.get.queryOptions({ id })),
    queryClient.prefetchQuery(trpc.catalog.collections.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ProductPage id={id} />
    </HydrationBoundary>
  );
}
