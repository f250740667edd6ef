import type { MarketplaceClient } from "#contracts/marketplace.ts";
import { asUnavailable } from "#marketplace/as-unavailable.ts";
import type { Guard } from "#resilience/index.ts";

import { createAmazonApi } from "./amazon-api.ts";
import type { AmazonOptions } from "./amazon-options.ts";
import { fetchOrder } from "./fetch-order.ts";
import { findBySku } from "./find-by-sku.ts";
import { patchQuantities } from "./patch-quantities.ts";
import { searchChanged } from "./search-changed.ts";

/** Amazon lets five a second through. */
const listingsAtOnce = 20;

/** Amazon, through its Selling Partner API: Orders 2026-01-01, and quantities through Listings Items 2021-08-01. */
export function createAmazonClient(options: AmazonOptions): MarketplaceClient & { readonly guard: Guard } {
  const api = createAmazonApi(options);
  const { marketplaceIds, pageLength: limit = 100, now = () => new Date() } = options;
  return {
    channel: "amazon",
    guard: api.guard,
    fetchReceipt: (store, orderId, { signal } = {}) => fetchOrder(api, { store, orderId, signal }),
    listChanged: (store, page, { signal } = {}) =>
      searchChanged(api, { store, page, marketplaceIds, limit, now: now(), signal }),
    stock: {
      batchSize: listingsAtOnce,
      find: {
        bySku: (store, skus, { signal } = {}) => findBySku(api, { store, skus, marketplaceIds, signal }),
      },
      setQuantities: (store, { quantities }, { signal } = {}) =>
        patchQuantities(api, { store, quantities, marketplaceIds, signal }).catch(asUnavailable),
    },
  };
}
