import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import type { OncePerKey } from "../server/once-per-key.ts";
import { Refusal, parseJsonBody, parseQuery } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { requireKey } from "../server/require-key.ts";
import type { Erp } from "./erp.ts";

const sku = z.string().min(1).max(100);
const pageQuery = z.object({
  cursor: z.base64url().default(""),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
const ordersQuery = z.object({ reference: z.string().min(1).optional() });
const stockInput = z.strictObject({
  items: z.array(z.strictObject({ sku, onHand: z.number().int().min(0) })).max(10_000),
  /** Tells of each row by a webhook, `inventory.updated`. */
  notify: z.boolean().default(false),
});
const shipInput = z.strictObject({
  trackingNumber: z.string().min(1).max(100).optional(),
  carrier: z.string().min(1).max(50).default("posti"),
});
const orderInput = z.strictObject({
  reference: z.string().min(1).max(100),
  lines: z
    .array(z.strictObject({ sku, quantity: z.number().int().min(1) }))
    .min(1)
    .max(1_000),
});
const simulateInput = z.strictObject({
  event: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, "must look like stock.changed"),
  data: z.record(z.string(), z.unknown()).default({}),
  /** Give the same id twice to send a repeat. */
  eventId: z.string().min(1).max(100).optional(),
});

export interface ErpParts {
  erp: Erp;
  once: OncePerKey;
  apiKey: string;
}

export function erpRoutes(parts: ErpParts): Route[] {
  const { erp, once } = parts;
  const routes: Route[] = [
    {
      method: "GET",
      pattern: "/erp/stock",
      handle: (exchange) => {
        const { cursor, limit } = parseQuery(exchange, pageQuery);
        const { items, nextCursor } = erp.stockPage(Buffer.from(cursor, "base64url").toString("utf8"), limit);
        return json({ items, nextCursor: nextCursor === null ? null : Buffer.from(nextCursor).toString("base64url") });
      },
    },
    {
      method: "PUT",
      pattern: "/erp/stock",
      handle: async (exchange) => {
        const { items, notify } = parseJsonBody(exchange, stockInput);
        erp.setStock(items);
        if (notify) await Promise.all(items.map((item) => erp.send("inventory.updated", item)));
        return json({ updated: items.length });
      },
    },
    {
      method: "POST",
      pattern: "/erp/orders",
      handle: (exchange) => once.run(exchange, () => json(erp.receiveOrder(parseJsonBody(exchange, orderInput)), 201)),
    },
    {
      method: "GET",
      pattern: "/erp/orders",
      handle: (exchange) => json({ items: erp.listOrders(parseQuery(exchange, ordersQuery).reference) }),
    },
    {
      method: "POST",
      pattern: "/erp/orders/:id/ship",
      handle: async (exchange) => {
        const { id } = findOrder(erp, exchange);
        const { carrier, trackingNumber = `ERP${id.slice(-8).toUpperCase()}` } = parseJsonBody(exchange, shipInput);
        return json(await erp.shipOrder(id, { carrier, trackingNumber }), 202);
      },
    },
    { method: "GET", pattern: "/erp/orders/:id", handle: (exchange) => json(findOrder(erp, exchange)) },
    {
      method: "POST",
      pattern: "/erp/simulate",
      handle: async (exchange) => {
        const { event, data, eventId } = parseJsonBody(exchange, simulateInput);
        return json(await erp.send(event, data, eventId), 202);
      },
    },
  ];
  return routes.map((route) => ({
    ...route,
    handle: (exchange) => (requireKey(exchange, parts.apiKey, "x-erp-key"), route.handle(exchange)),
  }));
}

function findOrder(erp: Erp, exchange: Exchange) {
  const id = param(exchange, "id");
  const order = erp.findOrder(id);
  if (order === undefined) throw new Refusal(404, "not_found", `There is no order ${id}.`);
  return order;
}
