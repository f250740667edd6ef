import type { Ctx } from "#context.ts";

import { shopifyApp } from "../shopify-app.ts";
import { asRefusal } from "./as-refusal.ts";
import { type SavedShop, saveShop } from "./save-shop.ts";
import { readShopDomain } from "./shop-domain.ts";

/**
 * Connects a shop of the organization that our app belongs to: no merchant has to agree, the app's own credentials give a
 * token for a day, and another whenever it runs out.
 *
 * @throws DomainError as `finishInstall` does
 */
export async function connectOwnShop(
  ctx: Ctx,
  { shop, signal = AbortSignal.timeout(15_000) }: { shop: string; signal?: AbortSignal },
): Promise<SavedShop> {
  const shopDomain = readShopDomain(shop);
  const { oauth } = shopifyApp(ctx);
  const tokens = await asRefusal(() => oauth.clientCredentials({ shopDomain, signal }));
  return saveShop(ctx, { shopDomain, grant: "client_credentials", tokens });
}
