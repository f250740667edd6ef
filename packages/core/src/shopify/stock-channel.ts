import { createHash } from "node:crypto";

import {
  isShopifyRefusal,
  type ListedQuantity,
  type QuantityOutcome,
  type SetQuantities,
  ShopifyRefusedError,
  type ShopifyShop,
  type StockChannel,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { isDomainError } from "#errors.ts";

import { findIntegration } from "./find-integration.ts";
import { openShopifyShop } from "./open-shopify-shop.ts";

/**
 * Sets what Shopify shows as available. A listing is an inventory item (`externalId`) at one location
 * (`externalIds.locationId`), both by their global ids; the store is the connected shop.
 */
export function createShopifyStock(services: Services): StockChannel {
  return {
    channel: "shopify",
    // Shopify takes 250 rows of input at once.
    batchSize: 250,
    async setQuantities(input) {
      const { organizationId, storeId, signal = AbortSignal.timeout(120_000) } = input;
      try {
        const integration = await findIntegration(services, { organizationId, integrationId: storeId });
        const shop = openShopifyShop(services, integration);
        return await setAll(shop, { ...input, signal });
      } catch (error) {
        throw asRefusal(error);
      }
    },
  };
}

// One row that cannot be set makes Shopify set none: it is left out, and the rest sent under a key of its own.
async function setAll(
  shop: ShopifyShop,
  { quantities, idempotencyKey, signal }: SetQuantities & { signal: AbortSignal },
): Promise<QuantityOutcome[]> {
  const outcomes = new Map<string, QuantityOutcome>();
  let left = quantities.filter((each) => {
    if (each.listing.externalIds["locationId"] !== undefined) return true;
    note(outcomes, each, "The listing names no location.");
    return false;
  });
  for (let attempt = 0; left.length > 0; attempt += 1) {
    const refused = await setOnce(shop, { left, key: keyOf(idempotencyKey, attempt), signal });
    for (const [at, message] of refused) {
      const row = left[at];
      if (row !== undefined) note(outcomes, row, message);
    }
    if (refused.size === 0) break;
    left = left.filter((_, at) => !refused.has(at));
  }
  for (const { listing } of left) outcomes.set(listing.externalId, { externalId: listing.externalId, ok: true });
  return quantities.flatMap(({ listing }) => outcomes.get(listing.externalId) ?? []);
}

function note(
  outcomes: Map<string, QuantityOutcome>,
  { listing: { externalId } }: ListedQuantity,
  message: string,
): void {
  outcomes.set(externalId, { externalId, ok: false, message });
}

interface OneCall {
  readonly left: readonly ListedQuantity[];
  readonly key: string;
  readonly signal: AbortSignal;
}

/** Which rows Shopify refused, by their place; empty when it set all. */
async function setOnce(shop: ShopifyShop, { left, key, signal }: OneCall): Promise<ReadonlyMap<number, string>> {
  const rows = left.map(({ listing, quantity }) => ({
    inventoryItemId: listing.externalId,
    locationId: listing.externalIds["locationId"] ?? "",
    quantity,
  }));
  try {
    await shop.setQuantities({ quantities: rows, key }, { signal });
    return new Map();
  } catch (error) {
    if (!isShopifyRefusal(error, "user_errors")) throw error;
    const refused = rowsOf(error);
    // About none of the rows: then there is nothing to leave out.
    if (refused.size === 0) throw error;
    return refused;
  }
}

function rowsOf({ userErrors }: ShopifyRefusedError): Map<number, string> {
  const refused = new Map<number, string>();
  for (const { field, message } of userErrors) {
    const [, list, at] = field ?? [];
    if (list === "quantities" && at !== undefined && /^\d+$/.test(at)) refused.set(Number(at), message);
  }
  return refused;
}

// The same for the same try of the same change: after a crash Shopify takes it for a repeat.
function keyOf(idempotencyKey: string, attempt: number): string {
  if (attempt === 0) return idempotencyKey;
  const hex = createHash("sha256").update(`${idempotencyKey} ${attempt}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function asRefusal(error: unknown): unknown {
  if (isDomainError(error, "integration_inactive") || isDomainError(error, "integration_not_found"))
    return new ShopifyRefusedError("The shop is no longer connected.", {
      reason: "token_dead",
      code: error.code,
      cause: error,
    });
  return error;
}
