import { z } from "zod";

import { header, param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { json } from "../server/reply.ts";
import { EtsyError, etsyErrorReply } from "./etsy-error.ts";
import type { EtsyListing } from "./etsy-records.ts";
import type { EtsyWorld } from "./etsy-world.ts";
import { listListings } from "./list-listings.ts";
import { listReceipts } from "./list-receipts.ts";
import { readInventoryUpdate, writeInventory } from "./write-inventory.ts";

const api = "/etsy/v3/application";

/** Etsy's Open API v3, as far as we call it: the same paths, headers and refusals. */
export function etsyRoutes(etsy: EtsyWorld): Route[] {
  return [
    {
      method: "POST",
      pattern: "/etsy/v3/public/oauth/token",
      handle: answering((exchange) => refreshTokens(etsy, exchange)),
    },
    ...signedIn(etsy, [
      {
        method: "GET",
        pattern: `${api}/shops/:shop/receipts`,
        handle: (exchange) => json(listReceipts(etsy.receiptsOf(ownShop(etsy, exchange)), exchange.query)),
      },
      {
        method: "GET",
        pattern: `${api}/shops/:shop/receipts/:receipt`,
        handle: (exchange) => {
          const receipt = etsy.findReceipt(ownShop(etsy, exchange), numberOf(exchange, "receipt"));
          if (receipt === undefined) throw new EtsyError(404, "Resource not found");
          return json(receipt);
        },
      },
      {
        method: "GET",
        pattern: `${api}/shops/:shop/listings`,
        handle: (exchange) =>
          json(listListings(etsy.listingsOf(ownShop(etsy, exchange)), exchange.query, withoutInventory)),
      },
      {
        method: "GET",
        pattern: `${api}/listings/:listing`,
        handle: (exchange) => json(withoutInventory(listingOf(etsy, exchange))),
      },
      {
        method: "GET",
        pattern: `${api}/listings/:listing/inventory`,
        handle: (exchange) => json(listingOf(etsy, exchange).inventory),
      },
      {
        method: "PUT",
        pattern: `${api}/listings/:listing/inventory`,
        handle: (exchange) => {
          const listing = listingOf(etsy, exchange);
          return json(writeInventory(listing, readInventoryUpdate(exchange)));
        },
      },
      {
        method: "PATCH",
        pattern: `${api}/shops/:shop/listings/:listing`,
        handle: (exchange) => switchListing(etsy, exchange),
      },
    ]),
  ];
}

const refreshForm = z.object({
  grant_type: z.literal("refresh_token"),
  client_id: z.string().min(1),
  refresh_token: z.string().min(1),
});

function refreshTokens(etsy: EtsyWorld, exchange: Exchange): Reply {
  const form = refreshForm.safeParse(Object.fromEntries(new URLSearchParams(exchange.rawBody.toString("utf8"))));
  if (!form.success)
    return json({ error: "invalid_request", error_description: "grant_type, client_id, refresh_token" }, 400);
  const pair = etsy.tokens.refresh(form.data.refresh_token);
  if (pair === undefined) return json({ error: "invalid_grant", error_description: "refresh_token is invalid" }, 400);
  return json(pair);
}

/** Counts each call and checks both credentials before anything else, as Etsy does. */
function signedIn(etsy: EtsyWorld, routes: Route[]): Route[] {
  return routes.map((route) => ({
    ...route,
    async handle(exchange) {
      const apiKey = header(exchange, "x-api-key") ?? "";
      if (!/^[^:\s]+:[^:\s]+$/.test(apiKey)) return etsyErrorReply(new EtsyError(403, "Invalid API key"));
      const { refused, headers } = etsy.quota.count(apiKey);
      if (refused !== null) return withHeaders(json({ error: "You have exceeded your quota" }, 429), headers);
      return withHeaders(await answering(route.handle)(exchange), headers);
    },
  }));
}

function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function answering(handle: Route["handle"]): Route["handle"] {
  return async (exchange) => {
    try {
      return await handle(exchange);
    } catch (error) {
      if (error instanceof EtsyError) return etsyErrorReply(error);
      throw error;
    }
  };
}

function shopOf(etsy: EtsyWorld, exchange: Exchange): number {
  const bearer = /^Bearer (\S+)$/.exec(header(exchange, "authorization") ?? "")?.[1];
  const shopId = bearer === undefined ? undefined : etsy.tokens.shopOf(bearer);
  if (shopId === undefined) throw new EtsyError(401, "invalid_token: access token is expired or unknown");
  return shopId;
}

function ownShop(etsy: EtsyWorld, exchange: Exchange): number {
  const shopId = numberOf(exchange, "shop");
  if (shopOf(etsy, exchange) !== shopId) throw new EtsyError(403, "The token does not own this shop");
  return shopId;
}

function listingOf(etsy: EtsyWorld, exchange: Exchange): EtsyListing {
  const shopId = shopOf(etsy, exchange);
  const listing = etsy.findListing(numberOf(exchange, "listing"));
  if (listing === undefined) throw new EtsyError(404, "Resource not found");
  if (listing.shop_id !== shopId) throw new EtsyError(403, "The token does not own this listing");
  return listing;
}

const stateForm = z.object({ state: z.enum(["active", "inactive"]) });

function switchListing(etsy: EtsyWorld, exchange: Exchange): Reply {
  ownShop(etsy, exchange);
  const listing = listingOf(etsy, exchange);
  const form = stateForm.safeParse(Object.fromEntries(new URLSearchParams(exchange.rawBody.toString("utf8"))));
  if (!form.success) throw new EtsyError(400, "state must be active or inactive");
  listing.state = form.data.state;
  return json(withoutInventory(listing));
}

function withoutInventory({ inventory, currency: _currency, ...listing }: EtsyListing) {
  const quantity = inventory.products
    .flatMap(({ offerings }) => offerings)
    .reduce((sum, each) => sum + each.quantity, 0);
  return { ...listing, quantity, skus: inventory.products.map(({ sku }) => sku) };
}

function numberOf(exchange: Exchange, name: string): number {
  const value = param(exchange, name);
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new EtsyError(400, `${name} must be a positive integer`);
  return Number(value);
}
