import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";

/** Where a shop's things are. Refuses an id that is no number: it would name something else in the path. */
export function shopPath({ externalStoreId }: Pick<MarketplaceStore, "externalStoreId">): string {
  if (isShopId(externalStoreId)) return `/shops/${externalStoreId}`;
  throw new ProviderRefusedError("an Etsy shop's id is a number", { code: "bad_store" });
}

/** Whether this can be a shop of Etsy's. */
export function isShopId(id: string): boolean {
  return /^[1-9]\d{0,14}$/.test(id);
}
