import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { parseJsonBody, Refusal } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { amazonQuotaInput } from "./amazon-quota.ts";
import type { AmazonWorld } from "./amazon-world.ts";
import { orderInput } from "./make-order.ts";

const addInput = z.strictObject({
  orders: z.array(orderInput).min(1).max(10_000),
  /** Tells of each by a notification, `ORDER_CHANGE`. */
  notify: z.boolean().default(false),
});
const listingInput = z.strictObject({
  sku: z.string().min(1).max(40),
  quantity: z.number().int().min(0).default(10),
  leadTimeDays: z.number().int().min(0).nullable().default(null),
});
const lwaInput = z.strictObject({ lifeSeconds: z.number().int().min(0).max(86_400) });

/** What Amazon's website would do: sales, listings, and a look at the counts. Faults never strike these. */
export function amazonControls(amazon: AmazonWorld): Route[] {
  return [
    {
      method: "POST",
      pattern: "/amazon/sandbox/sellers/:seller/orders",
      handle: async (exchange) => {
        const sellerId = sellerOf(exchange);
        const { orders, notify } = parseJsonBody(exchange, addInput);
        const added = orders.map((order) => amazon.addOrder(sellerId, order));
        if (notify) await Promise.all(added.map((order) => amazon.tellChange(sellerId, order)));
        return json({ orderIds: added.map(({ orderId }) => orderId) }, 201);
      },
    },
    {
      method: "POST",
      pattern: "/amazon/sandbox/sellers/:seller/listings",
      handle: (exchange) => {
        const { sku, quantity, leadTimeDays } = parseJsonBody(exchange, listingInput);
        const listing = { sku, quantity, lead_time_to_ship_max_days: leadTimeDays };
        amazon.addListing(sellerOf(exchange), listing);
        return json(listing, 201);
      },
    },
    {
      method: "GET",
      pattern: "/amazon/sandbox/sellers/:seller/listings",
      handle: (exchange) => json({ items: amazon.listingsOf(sellerOf(exchange)) }),
    },
    {
      method: "GET",
      pattern: "/amazon/sandbox/quota",
      handle: () => json({ ...amazon.quota.report(), accessTokens: amazon.lwa.granted() }),
    },
    {
      method: "PUT",
      pattern: "/amazon/sandbox/quota",
      handle: (exchange) => {
        amazon.quota.change(parseJsonBody(exchange, amazonQuotaInput));
        return json(amazon.quota.report());
      },
    },
    {
      method: "PUT",
      pattern: "/amazon/sandbox/tokens",
      handle: (exchange) => {
        const { lifeSeconds } = parseJsonBody(exchange, lwaInput);
        amazon.lwa.setLife(lifeSeconds);
        return json({ lifeSeconds });
      },
    },
  ];
}

function sellerOf(exchange: Exchange): string {
  const sellerId = param(exchange, "seller");
  if (!/^A[0-9A-Z]{9,20}$/.test(sellerId))
    throw new Refusal(400, "invalid_input", "A seller's id looks like A1SANDBOXSELLER.");
  return sellerId;
}
