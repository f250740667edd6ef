import { z } from "zod";

import type { ChannelListing } from "#contracts/channel.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import { type AmazonApi, refused } from "./amazon-api.ts";

const amazonItems = z.object({
  items: z.array(
    z.object({
      sku: z.string().min(1),
      summaries: z.array(z.object({ productType: z.string().min(1).nullish() })).nullish(),
    }),
  ),
});

export interface SkusWanted {
  readonly store: MarketplaceStore;
  /** 20 at most, which is what Amazon takes. */
  readonly skus: readonly string[];
  readonly marketplaceIds: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Which of these SKUs a seller lists (`searchListingsItems` of Listings Items 2021-08-01, of December 2024). At Amazon the
 * seller's SKU is the listing's name, so all that is to be found out is whether there is one, and of what product type.
 */
export async function findBySku(
  api: AmazonApi,
  { store, skus, marketplaceIds, signal }: SkusWanted,
): Promise<readonly ChannelListing[]> {
  // They are told with commas between them.
  const askable = skus.filter((sku) => !sku.includes(","));
  if (askable.length === 0) return [];
  const query = new URLSearchParams({
    marketplaceIds: marketplaceIds.join(","),
    identifiersType: "SKU",
    identifiers: askable.join(","),
    includedData: "summaries",
    pageSize: "20",
  });
  const read = (answer: VendorAnswer) => {
    if (!answer.ok) throw refused(answer);
    return parseAnswer("Amazon", amazonItems, answer.body);
  };
  const path = `/listings/2021-08-01/items/${encodeURIComponent(store.externalStoreId)}?${query.toString()}`;
  const { items } = await api.call(store, { operation: "searchListingsItems", path, read }, signal);
  return items.map(({ sku, summaries }): ChannelListing => {
    const productType = summaries?.[0]?.productType;
    return { externalId: sku, externalIds: productType ? { productType } : {}, sku };
  });
}
