import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { NewProduct } from "#components/admin/products/new-product.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "New product" };

export default async function NewProductPage() {
  const { trpc, queryClient } = await openAdminPage("/admin/products/new");
  await queryClient.prefetchQuery(trpc.catalog.collections.queryOptions({}));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NewProduct />
    </HydrationBoundary>
  );
}
