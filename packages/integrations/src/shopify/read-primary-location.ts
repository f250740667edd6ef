import type { ShopifyShop } from "../contracts/shopify.ts";
import { primaryLocation } from "./operations/primary-location.ts";

/** The id of the place where the shop keeps its stock; null when there is none. */
export async function readPrimaryLocation(
  shop: ShopifyShop,
  { signal }: { readonly signal: AbortSignal },
): Promise<string | null> {
  const { location } = await shop.graphql(primaryLocation, {}, { signal });
  return location?.id ?? null;
}
