import { createRouter } from "../server/router.ts";
import type { OpenedShopify } from "./lazy-shopify.ts";
import { shopifyRoutes } from "./shopify-routes.ts";
import { createShopifyWorld, type WorldParts } from "./shopify-world.ts";

export function openShopify(parts: WorldParts): OpenedShopify {
  const world = createShopifyWorld(parts);
  return { world, dispatch: createRouter(shopifyRoutes(world)) };
}
