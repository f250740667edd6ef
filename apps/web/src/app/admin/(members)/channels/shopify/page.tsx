import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { ShopifyPage } from "#components/admin/channels/shopify/shopify-page.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Shopify" };

export default async function AdminShopifyPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const shop = readParam(await searchParams, "shop");
  const { trpc, queryClient } = await openAdminPage("/admin/channels/shopify");
  await queryClient.prefetchQuery(trpc.admin.shopify.integrations.queryOptions({ limit: 25 }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ShopifyPage shop={shop} />
    </HydrationBoundary>
  );
}
