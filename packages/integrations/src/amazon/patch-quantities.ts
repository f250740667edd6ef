import { z } from "zod";

import type { ListedQuantity, QuantityOutcome } from "#contracts/channel.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import { type AmazonApi, refused } from "./amazon-api.ts";

export interface PatchOptions {
  readonly store: MarketplaceStore;
  readonly quantities: readonly ListedQuantity[];
  readonly marketplaceIds: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const amazonSubmission = z.object({
  status: z.string(),
  issues: z.array(z.object({ message: z.string(), severity: z.string().nullish() })).nullish(),
});

/** Sets quantities one listing after another, each known by the seller's SKU. */
export async function patchQuantities(api: AmazonApi, options: PatchOptions): Promise<QuantityOutcome[]> {
  const outcomes: QuantityOutcome[] = [];
  for (const wanted of options.quantities) outcomes.push(await patchOne(api, options, wanted));
  return outcomes;
}

async function patchOne(
  api: AmazonApi,
  { store, marketplaceIds, signal }: PatchOptions,
  { listing, quantity }: ListedQuantity,
): Promise<QuantityOutcome> {
  const { externalId, externalIds } = listing;
  const query = new URLSearchParams({ marketplaceIds: marketplaceIds.join(",") });
  const item = `${encodeURIComponent(store.externalStoreId)}/${encodeURIComponent(externalId)}`;
  const message = await api.call(
    store,
    {
      operation: "patchListingsItem",
      method: "PATCH",
      path: `/listings/2021-08-01/items/${item}?${query.toString()}`,
      json: quantityPatch(quantity, externalIds["productType"]),
      read: whyRefused,
    },
    signal,
  );
  return message === null ? { externalId, ok: true } : { externalId, ok: false, message };
}

/**
 * `merge` changes the quantity and leaves what else stands there, such as the handling time
 * (https://developer-docs.amazon.com/sp-api/docs/merge-a-listing).
 */
function quantityPatch(quantity: number, productType = "PRODUCT") {
  const value = [{ fulfillment_channel_code: "DEFAULT", quantity }];
  return { productType, patches: [{ op: "merge", path: "/attributes/fulfillment_availability", value }] };
}

/** Null when it was accepted. */
function whyRefused(answer: VendorAnswer): string | null {
  if (answer.status === 404) return "Amazon knows no such listing of this seller";
  if (!answer.ok) return refused(answer).message;
  const { status, issues } = parseAnswer("Amazon", amazonSubmission, answer.body);
  if (status !== "INVALID") return null;
  return (issues ?? []).map(({ message }) => message).join("; ") || "Amazon did not accept it";
}
