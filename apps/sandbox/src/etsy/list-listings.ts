import { z } from "zod";

import { EtsyError } from "./etsy-error.ts";
import type { EtsyListing } from "./etsy-records.ts";

const listQuery = z.strictObject({
  state: z.enum(["active", "inactive", "sold_out", "draft", "expired"]).default("active"),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset: z.coerce.number().int().min(0).default(0),
  includes: z.literal("Inventory").optional(),
});

/** `getListingsByShop`: those in a state, cut out by offset; `show` is how each is told without its inventory. */
export function listListings(
  listings: readonly EtsyListing[],
  parameters: URLSearchParams,
  show: (listing: EtsyListing) => object,
): { count: number; results: object[] } {
  const read = listQuery.safeParse(Object.fromEntries(parameters));
  if (!read.success) throw new EtsyError(400, `Invalid parameter ${read.error.issues[0]?.path.join(".") ?? ""}`);
  const { state, limit, offset, includes } = read.data;
  const fitting = listings.filter((listing) => listing.state === state);
  const results = fitting.slice(offset, offset + limit).map((listing) => ({
    ...show(listing),
    inventory: includes === undefined ? null : listing.inventory,
  }));
  return { count: fitting.length, results };
}
