import { z } from "zod";

import type { ListedQuantity, QuantityOutcome } from "#contracts/channel.ts";
import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import type { EtsyApi } from "./etsy-api.ts";
import {
  type EtsyInventory,
  etsyInventory,
  toInventoryUpdate,
  totalQuantity,
  withQuantities,
} from "./etsy-inventory.ts";
import { refused } from "./fetch-receipt.ts";
import { readListingName } from "./listing-name.ts";
import { shopPath } from "./shop-path.ts";

export interface Setting {
  readonly store: MarketplaceStore;
  readonly quantities: readonly ListedQuantity[];
  readonly signal?: AbortSignal | undefined;
}

/** What is to become of one listing, by SKU; `null` for one without. */
interface Wanted {
  readonly listingId: number;
  readonly bySku: Map<string | null, number>;
  readonly externalIds: string[];
}

/** Sets quantities, one listing after another: all variations of a listing are written together. */
export async function setQuantities(api: EtsyApi, setting: Setting): Promise<QuantityOutcome[]> {
  const { byListing, outcomes } = groupByListing(setting.quantities);
  for (const wanted of byListing.values()) {
    const message = await setListing(api, setting, wanted);
    outcomes.push(
      ...wanted.externalIds.map((externalId): QuantityOutcome =>
        message === null ? { externalId, ok: true } : { externalId, ok: false, message },
      ),
    );
  }
  return outcomes;
}

function groupByListing(quantities: readonly ListedQuantity[]) {
  const byListing = new Map<number, Wanted>();
  const outcomes: QuantityOutcome[] = [];
  for (const { listing, quantity } of quantities) {
    const { externalId } = listing;
    const named = readListingName(externalId);
    if (named === null) {
      outcomes.push({ externalId, ok: false, message: "this is no name of an Etsy listing" });
      continue;
    }
    const wanted: Wanted = byListing.get(named.listingId) ?? {
      listingId: named.listingId,
      bySku: new Map(),
      externalIds: [],
    };
    byListing.set(named.listingId, wanted);
    wanted.bySku.set(named.sku, quantity);
    wanted.externalIds.push(externalId);
  }
  return { byListing, outcomes };
}

/** Null when it was set; else why Etsy will not have it. */
async function setListing(api: EtsyApi, { store, signal }: Setting, wanted: Wanted): Promise<string | null> {
  const { listingId, bySku } = wanted;
  const inventoryPath = `/listings/${listingId}/inventory`;
  try {
    const now = await api.call(store, { path: inventoryPath, read: reader(etsyInventory) }, signal);
    const missing = [...bySku.keys()].filter((sku) => !now.products.some((product) => (product.sku || null) === sku));
    if (missing.length > 0) return `the listing has no variation with the SKU ${missing.join(", ")}`;
    const then = withQuantities(now, (sku) => bySku.get(sku));
    // Two of the few calls of a day are spared when somebody else has set it, or we have before.
    if (totalQuantity(then) > 1 && JSON.stringify(then) === JSON.stringify(now)) return null;
    const put = (inventory: EtsyInventory) => {
      const body = { type: "json", text: JSON.stringify(toInventoryUpdate(inventory)) } as const;
      return api.call(store, { method: "PUT", path: inventoryPath, body, read: reader(etsyInventory) }, signal);
    };
    const switching = { api, store, listingId, signal };
    if (totalQuantity(then) === 0) {
      await switchListing(switching, "inactive");
      await put(asSoldOut(then));
    } else {
      await put(then);
      if (isSoldOutByUs(now)) await switchListing(switching, "active");
    }
    return null;
  } catch (error) {
    // Of this listing: the others may still be set. A shop that does not let us in has none.
    if (error instanceof ProviderRefusedError && error.code !== "unauthorized") return error.message;
    throw error;
  }
}

/**
 * Etsy refuses an inventory of nothing ("one offering must have quantity greater than 0", etsy/open-api#395): a listing that is
 * sold out is taken off sale instead. It keeps one piece, so that we know it again as one that we took off ourselves, and put
 * it back when there is something.
 */
function asSoldOut(inventory: EtsyInventory): EtsyInventory {
  return withQuantities(inventory, (_sku, index) => (index === 0 ? 1 : 0));
}

function isSoldOutByUs(inventory: EtsyInventory): boolean {
  return totalQuantity(inventory) === 1 && inventory.products[0]?.offerings[0]?.quantity === 1;
}

const etsyListing = z.object({ state: z.string() });

/** Puts a listing on sale or takes it off; one that is neither (a draft, one that ran out of time) is left as it is. */
async function switchListing(
  {
    api,
    store,
    listingId,
    signal,
  }: { api: EtsyApi; store: MarketplaceStore; listingId: number; signal: AbortSignal | undefined },
  to: "active" | "inactive",
): Promise<void> {
  const { state } = await api.call(store, { path: `/listings/${listingId}`, read: reader(etsyListing) }, signal);
  if (state !== (to === "active" ? "inactive" : "active")) return;
  const body = { type: "form", text: new URLSearchParams({ state: to }).toString() } as const;
  const path = `${shopPath(store)}/listings/${listingId}`;
  await api.call(store, { method: "PATCH", path, body, read: reader(etsyListing) }, signal);
}

function reader<S extends z.ZodType>(shape: S): (answer: VendorAnswer) => z.output<S> {
  return (answer) => {
    if (!answer.ok) throw refused(answer);
    return parseAnswer("Etsy", shape, answer.body);
  };
}
