import { z } from "zod";

import { invalidInput } from "./amazon-error.ts";
import type { AmazonListing } from "./patch-listing.ts";

const searchQuery = z.strictObject({
  marketplaceIds: z.string().min(1),
  identifiersType: z.literal("SKU"),
  identifiers: z.string().min(1),
  includedData: z.literal("summaries").optional(),
  pageSize: z.coerce.number().int().min(1).max(20).default(10),
});
const mostIdentifiers = 20;

/** `searchListingsItems` by SKUs, as far as we ask it. */
export function searchListings(listings: readonly AmazonListing[], parameters: URLSearchParams) {
  const read = searchQuery.safeParse(Object.fromEntries(parameters));
  if (!read.success)
    throw invalidInput(`${read.error.issues[0]?.path.join(".") ?? "The query"} is not as it should be.`);
  const { identifiers, marketplaceIds, pageSize } = read.data;
  const wanted = new Set(identifiers.split(","));
  if (wanted.size > mostIdentifiers) throw invalidInput(`identifiers takes ${mostIdentifiers} at most.`);
  const found = listings.filter(({ sku }) => wanted.has(sku));
  return {
    numberOfResults: found.length,
    pagination: {},
    items: found.slice(0, pageSize).map(({ sku }) => ({
      sku,
      summaries: [{ marketplaceId: marketplaceIds.split(",", 1)[0], productType: "HOME", status: ["BUYABLE"] }],
    })),
  };
}
