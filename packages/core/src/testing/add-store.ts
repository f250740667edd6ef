import { newId } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { registerStore, type RegisteredStore, type RegisterStore } from "#marketplaces/register-store.ts";

import type { TestShop } from "./create-test-shop.ts";

/** A context that acts with an API key of the shop's organization. */
export function keyContext(shop: Pick<TestShop, "as">): Ctx {
  return shop.as({ type: "api_key", apiKeyId: newId(), scopes: ["*"] });
}

/** Connects an Etsy store to the shop. */
export async function addStore(
  shop: Pick<TestShop, "as">,
  { externalStoreId = newId(), ...wish }: Partial<RegisterStore> = {},
): Promise<RegisteredStore> {
  const store = { marketplace: "etsy", storeName: "Havu at Etsy", accessToken: "etsy-token", currency: "EUR" } as const;
  return registerStore(keyContext(shop), { ...store, externalStoreId, ...wish });
}
