import { randomUUID } from "node:crypto";

import { header, param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import { json } from "../server/reply.ts";
import { AmazonError, amazonErrorReply, invalidInput } from "./amazon-error.ts";
import type { AmazonOperation } from "./amazon-quota.ts";
import type { AmazonWorld } from "./amazon-world.ts";
import { patchListing } from "./patch-listing.ts";
import { searchListings } from "./search-listings.ts";
import { readIncludedData, withDatasets } from "./search-orders.ts";

/** Amazon's sign-in and Selling Partner API, as far as we call them: the same paths, headers and refusals. */
export function amazonRoutes(amazon: AmazonWorld): Route[] {
  return [
    { method: "POST", pattern: "/amazon/auth/o2/token", handle: (exchange) => amazon.lwa.grant(exchange) },
    {
      method: "GET",
      pattern: "/amazon/orders/2026-01-01/orders",
      handle: operation(amazon, "searchOrders", (sellerId, { query }) =>
        amazon.search.search(sellerId, amazon.ordersOf(sellerId), query),
      ),
    },
    {
      method: "GET",
      pattern: "/amazon/orders/2026-01-01/orders/:order",
      handle: operation(amazon, "getOrder", (sellerId, exchange) => {
        const order = amazon.findOrder(sellerId, param(exchange, "order"));
        if (order === undefined) throw new AmazonError(404, "NotFound", "The order does not exist.");
        return { order: withDatasets(order, readIncludedData(exchange.query)) };
      }),
    },
    {
      method: "GET",
      pattern: "/amazon/listings/2021-08-01/items/:seller",
      handle: operation(amazon, "searchListingsItems", (sellerId, exchange) => {
        if (param(exchange, "seller") !== sellerId) throw denied("The listings are another seller's.");
        return searchListings(amazon.listingsOf(sellerId), exchange.query);
      }),
    },
    {
      method: "PATCH",
      pattern: "/amazon/listings/2021-08-01/items/:seller/:sku",
      handle: operation(amazon, "patchListingsItem", (sellerId, exchange) => {
        if (param(exchange, "seller") !== sellerId) throw denied("The listing is another seller's.");
        if (!exchange.query.get("marketplaceIds")) throw invalidInput("marketplaceIds is missing.");
        const listing = amazon.findListing(sellerId, param(exchange, "sku"));
        if (listing === undefined) throw new AmazonError(404, "NOT_FOUND", "SKU not found in this marketplace.");
        return patchListing(listing, exchange);
      }),
    },
  ];
}

/** Signs in, takes a token of the operation's bucket, then does the work: in this order Amazon refuses. */
function operation(
  amazon: AmazonWorld,
  name: AmazonOperation,
  work: (sellerId: string, exchange: Exchange) => unknown,
): Route["handle"] {
  return (exchange) => {
    const reply = attempt(() => {
      const sellerId = amazon.lwa.sellerOf(header(exchange, "x-amz-access-token") ?? "");
      if (sellerId === undefined) throw denied("The access token you provided is revoked, malformed or invalid.");
      if (!amazon.quota.take(sellerId, name))
        throw new AmazonError(429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
      return json(work(sellerId, exchange), 200, { "x-amzn-ratelimit-limit": String(amazon.quota.rateOf(name)) });
    });
    return { ...reply, headers: { ...reply.headers, "x-amzn-requestid": randomUUID() } };
  };
}

function attempt(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (error instanceof AmazonError) return amazonErrorReply(error);
    throw error;
  }
}

function denied(details: string): AmazonError {
  return new AmazonError(403, "Unauthorized", "Access to requested resource is denied.", details);
}
