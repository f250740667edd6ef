import { z } from "zod";

import type { ListingPage, MarketplaceStore } from "#contracts/marketplace.ts";
import { readCursor, writeCursor } from "#marketplace/cursor.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import type { EtsyApi } from "./etsy-api.ts";
import { refused } from "./fetch-receipt.ts";
import { nameListing } from "./listing-name.ts";
import { shopPath } from "./shop-path.ts";

const etsyListingPage = z.object({
  count: z.int().min(0),
  results: z.array(
    z.object({
      listing_id: z.int().positive(),
      inventory: z.object({ products: z.array(z.object({ sku: z.string().nullish() })) }).nullish(),
    }),
  ),
});
const place = z.object({ offset: z.int().min(0) });

export interface ListingsWanted {
  readonly store: MarketplaceStore;
  readonly cursor: string | null;
  /** Etsy gives 100 at most. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A page of what a shop has on sale, each variation with a SKU by itself (`getListingsByShop` with its inventories). Pages are
 * counted by offset: one that is taken down while they are turned moves another over the border, which the next walk finds.
 */
export async function listListings(
  api: EtsyApi,
  { store, cursor, limit, signal }: ListingsWanted,
): Promise<ListingPage> {
  const { offset } = cursor === null ? { offset: 0 } : readCursor(place, cursor);
  const query = new URLSearchParams({
    state: "active",
    limit: String(limit),
    offset: String(offset),
    includes: "Inventory",
  });
  const read = (answer: VendorAnswer) => {
    if (!answer.ok) throw refused(answer);
    return parseAnswer("Etsy", etsyListingPage, answer.body);
  };
  const path = `${shopPath(store)}/listings?${query.toString()}`;
  const { count, results } = await api.call(store, { path, read }, signal);
  const next = offset + results.length;
  const listings = results.flatMap(({ listing_id, inventory }) =>
    (inventory?.products ?? []).flatMap(({ sku }) => (sku ? [toListing(listing_id, sku)] : [])),
  );
  return { listings, nextCursor: results.length === 0 || next >= count ? null : writeCursor({ offset: next }) };
}

function toListing(listingId: number, sku: string) {
  return { externalId: nameListing(listingId, sku), externalIds: {}, sku };
}
