import type { Route } from "../server/exchange.ts";
import type { Dispatch } from "../server/router.ts";
import type { ShopifyWorld, WorldParts } from "./shopify-world.ts";

export interface LazyShopify {
  readonly routes: Route[];
  reset(): void;
  close(): void;
}

/** What is behind the routes: read, and GraphQL with it, once somebody asks for a shop. */
export interface OpenedShopify {
  readonly world: ShopifyWorld;
  readonly dispatch: Dispatch;
}

/** Everything under `/shopify`. A sandbox that nobody asks about Shopify starts without it, in less time and memory. */
export function lazyShopify(parts: WorldParts): LazyShopify {
  let opened: Promise<OpenedShopify> | undefined;
  const open = () => (opened ??= import("./open-shopify.ts").then(({ openShopify }) => openShopify(parts)));
  const take = (method: Route["method"]): Route => ({
    method,
    pattern: "/shopify/.*",
    // The routes inside wait where their work takes place.
    holdsItself: true,
    handle: async (exchange) => (await open()).dispatch(exchange),
  });
  return {
    routes: (["GET", "POST", "PUT"] as const).map(take),
    reset: () => void opened?.then(({ world }) => world.reset()),
    close: () => void opened?.then(({ world }) => world.close()),
  };
}
