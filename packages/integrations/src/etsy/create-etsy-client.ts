import type { MarketplaceClient } from "#contracts/marketplace.ts";
import { asUnavailable } from "#marketplace/as-unavailable.ts";
import type { Guard } from "#resilience/index.ts";

import { createEtsyApi } from "./etsy-api.ts";
import type { EtsyOptions } from "./etsy-options.ts";
import { fetchReceipt } from "./fetch-receipt.ts";
import { listChanged } from "./list-changed.ts";
import { listListings } from "./list-listings.ts";
import { setQuantities } from "./set-quantities.ts";

/** Each is up to three calls. */
const listingsAtOnce = 20;

/** Etsy, through its Open API v3: receipts one by one and by their last change, and the quantities of listings. */
export function createEtsyClient(options: EtsyOptions): MarketplaceClient & { readonly guard: Guard } {
  const api = createEtsyApi(options);
  const limit = options.pageLength ?? 100;
  return {
    channel: "etsy",
    guard: api.guard,
    fetchReceipt: (store, receipt, { signal } = {}) => fetchReceipt(api, { store, receipt, signal }),
    listChanged: (store, page, { signal } = {}) => listChanged(api, { store, page, limit, signal }),
    stock: {
      batchSize: listingsAtOnce,
      find: {
        list: (store, cursor, { signal } = {}) => listListings(api, { store, cursor, limit, signal }),
      },
      setQuantities: (store, { quantities }, { signal } = {}) =>
        setQuantities(api, { store, quantities, signal }).catch(asUnavailable),
    },
  };
}
