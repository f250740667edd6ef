import type { ShopifyClient } from "../contracts/shopify.ts";
import { createGuard, type GuardSettings } from "../resilience/index.ts";
import type { Secrets } from "../signatures/index.ts";
import { shopifyApiVersion } from "./api-version.ts";
import { createOAuth } from "./create-oauth.ts";
import { mapOrder } from "./map-order.ts";
import { mapProduct } from "./map-product.ts";
import { openShop } from "./open-shop.ts";
import { readPrimaryLocation } from "./read-primary-location.ts";
import { shopifyFeeds } from "./shopify-feeds.ts";

export interface ShopifyClientOptions extends GuardSettings {
  /** The app's client id. */
  readonly clientId: string;
  /** The app's secret; while it is rotated both, the newer first. */
  readonly clientSecrets: Secrets;
  readonly scopes: readonly string[];
  /**
   * Unset: each shop at its own address. Set: every shop below this address, as the sandbox has them
   * (`http://localhost:4000/shopify` and `/havu.myshopify.com/admin/…` after it).
   */
  readonly apiBase?: string | undefined;
  /** What the waits between tries of one call grow from. Default 400 ms. */
  readonly delayMs?: number | undefined;
}

/**
 * Shopify's Admin API. One for a process: the circuit breaker and the limit of calls at once are for all shops together.
 *
 * It sends with `fetch` rather than through Shopify's own client: that one forces https, so that no stand-in can be asked
 * without rewriting addresses; repeats only 429 and 503, reading `Retry-After` as milliseconds; and knows nothing of costs.
 */
export function createShopifyClient(options: ShopifyClientOptions): ShopifyClient {
  const { clientId, clientSecrets, scopes, apiBase, delayMs, ...settings } = options;
  const guard = createGuard({ name: "shopify", ...settings });
  const addressOf = (shopDomain: string): string =>
    apiBase === undefined ? `https://${shopDomain}` : `${apiBase.replace(/\/+$/, "")}/${shopDomain}`;
  return {
    apiVersion: shopifyApiVersion,
    scopes,
    reader: { feeds: shopifyFeeds, mapProduct, mapOrder, primaryLocation: readPrimaryLocation },
    openShop: (session) => openShop({ session, guard, address: addressOf(session.shopDomain), apiBase, delayMs }),
    oauth: createOAuth({ clientId, clientSecrets, scopes, guard, addressOf }),
  };
}
