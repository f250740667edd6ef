import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import type { SearchParams } from "#components/admin/parts/search-params.ts";
import { productListInput, productsAddress, readProductFilters } from "#components/admin/products/product-filters.ts";
import { ProductsList } from "#components/admin/products/products-list.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Products" };

export default async function ProductsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const filters = readProductFilters(await searchParams);
  const { trpc, queryClient } = await openAdminPage(productsAddress(filters));
  await queryClient.prefetchQuery(trpc.admin.products.list.queryOptions(productListInput(filters)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ProductsList filters={filters} />
    </HydrationBoundary>
  );
}
