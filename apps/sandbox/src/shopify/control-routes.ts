import { randomUUID } from "node:crypto";

import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { parseJsonBody } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import type { Collection } from "./collection.ts";
import { type Kind, gidOf } from "./fixtures/ids.ts";
import { defaultShop, type Shop } from "./shop.ts";
import type { ShopifyWorld } from "./shopify-world.ts";
import { createThrottle } from "./throttle.ts";
import { privacyBody, restBody } from "./webhooks/rest-bodies.ts";
import { sendMessage } from "./webhooks/send-webhooks.ts";

const throttle = z.strictObject({
  maximumAvailable: z.number().positive(),
  restoreRate: z.number().positive(),
});
const count = z.number().int().min(0).max(1_000_000);
const shopInput = z.strictObject({
  name: z.string().min(1).optional(),
  currency: z.string().length(3).optional(),
  seed: z.number().int().optional(),
  products: count.optional(),
  orders: count.optional(),
  throttle: throttle.nullable().optional(),
  protectedCustomerData: z.boolean().optional(),
  status: z.union([z.literal(200), z.literal(402), z.literal(403), z.literal(423)]).optional(),
  bulkDelayMs: z.number().int().min(0).optional(),
});
const settingsInput = shopInput.omit({ products: true, orders: true, seed: true });
const changes = z.strictObject({
  /** So many new ones, made now. */
  add: z.number().int().min(0).max(100_000).default(0),
  /** By their place in the order of ids, from 0: fields of GraphQL's to set. */
  change: z.array(z.strictObject({ index: count, fields: z.record(z.string(), z.unknown()).default({}) })).default([]),
  remove: z.array(count).default([]),
  /** Tells those who subscribed. */
  notify: z.boolean().default(true),
});
const messageInput = z.strictObject({
  topic: z.string().regex(/^[a-z_]+\/[a-z_]+$/),
  url: z.url(),
  /** About which one; for privacy topics, whose order. */
  index: count.default(0),
  body: z.string().optional(),
  eventId: z.string().optional(),
  webhookId: z.string().optional(),
  name: z.string().nullable().default(null),
  triggeredAt: z.iso.datetime().optional(),
});
const switches = z.strictObject({
  /** Messages are signed with the older of two secrets. */
  signWithOlder: z.boolean().optional(),
  failNextBulkAfter: count.optional(),
  answerVersion: z.string().optional(),
});

const at = "/shopify/control/shops/:shop";

/** Levers beside Shopify's API: what a shop holds, and how it misbehaves. They never fail on demand. */
export function controlRoutes(world: ShopifyWorld): Route[] {
  return [...shopRoutes(world), ...mishapRoutes(world)];
}

function shopRoutes(world: ShopifyWorld): Route[] {
  const shopOf = (exchange: Exchange) => world.shopOf(param(exchange, "shop"));
  return [
    { method: "GET", pattern: at, handle: (exchange) => json(describe(world, shopOf(exchange))) },
    {
      method: "PUT",
      pattern: at,
      handle: (exchange) => {
        const settings = { ...defaultShop, ...withoutUndefined(parseJsonBody(exchange, shopInput)) };
        return json(describe(world, world.openAnew({ ...settings, domain: param(exchange, "shop") })));
      },
    },
    {
      method: "POST",
      pattern: `${at}/settings`,
      handle: (exchange) => {
        const shop = shopOf(exchange);
        const given = withoutUndefined(parseJsonBody(exchange, settingsInput));
        shop.settings = { ...shop.settings, ...given };
        if (given.throttle !== undefined) shop.throttle = createThrottle(given.throttle, world.clock);
        return json(describe(world, shop));
      },
    },
    ...(["products", "orders"] as const).map((kind): Route => ({
      method: "POST",
      pattern: `${at}/${kind}`,
      handle: (exchange) => json(changeThings(world, shopOf(exchange), kind, parseJsonBody(exchange, changes))),
    })),
    { method: "POST", pattern: `${at}/messages`, handle: (exchange) => sendOne(world, shopOf(exchange), exchange) },
  ];
}

function mishapRoutes(world: ShopifyWorld): Route[] {
  const pull = (pattern: string, work: (shop: Shop, exchange: Exchange) => object): Route => ({
    method: "POST",
    pattern,
    handle: (exchange) => json(work(world.shopOf(param(exchange, "shop")), exchange)),
  });
  return [
    pull(`${at}/uninstall`, (shop) => {
      world.contextFor(shop, new Set()).tell("APP_UNINSTALLED", 0);
      world.tokens.end(shop.settings.domain, "all");
      shop.installed = false;
      shop.subscriptions.clear();
      return { uninstalled: true };
    }),
    pull(`${at}/expire-tokens`, (shop) => {
      world.tokens.end(shop.settings.domain, "access");
      return { expired: true };
    }),
    pull(`${at}/drop-subscriptions`, ({ subscriptions }) => {
      const dropped = subscriptions.size;
      subscriptions.clear();
      return { dropped };
    }),
    {
      method: "POST",
      pattern: "/shopify/control",
      handle: (exchange) => {
        const { signWithOlder, failNextBulkAfter, answerVersion } = parseJsonBody(exchange, switches);
        if (signWithOlder !== undefined) world.signWithOlder(signWithOlder);
        if (failNextBulkAfter !== undefined) world.failNextBulk(failNextBulkAfter);
        if (answerVersion !== undefined) world.answerVersion = answerVersion;
        return json({ set: true });
      },
    },
  ];
}

function describe({ tokens }: ShopifyWorld, shop: Shop) {
  const { settings, installed, counts, products, orders, subscriptions } = shop;
  return {
    ...settings,
    installed,
    products: products.size,
    orders: orders.size,
    subscriptions: [...subscriptions.values()].map(({ topic, uri, name }) => ({ topic, uri, name })),
    requests: counts.requests,
    throttled: counts.throttled,
    refreshed: tokens.counts().refreshed,
    points: shop.throttle.status(),
  };
}

function changeThings(
  world: ShopifyWorld,
  shop: Shop,
  kind: "products" | "orders",
  { add, change, remove, notify }: z.output<typeof changes>,
) {
  const all: Collection = shop[kind];
  const nowMs = world.clock.now().getTime();
  const prefix = kind.toUpperCase();
  const { tell } = world.contextFor(shop, new Set());
  const told: [string, number][] = [];
  for (let left = add; left > 0; left -= 1)
    told.push([`${prefix}_CREATE`, all.add({ createdAtMs: nowMs, updatedAtMs: nowMs })]);
  for (const { index, fields } of change) {
    if (!all.has(index)) continue;
    all.change(index, fields, nowMs);
    told.push([kind === "orders" ? "ORDERS_UPDATED" : "PRODUCTS_UPDATE", index]);
  }
  for (const index of remove) {
    all.remove(index);
    told.push([`${prefix}_DELETE`, index]);
  }
  if (notify) for (const [topic, index] of told) tell(topic, index);
  const id: Kind = kind === "orders" ? "Order" : "Product";
  return { size: all.size, touched: told.map(([topic, index]) => ({ topic, id: gidOf(id, index) })) };
}

async function sendOne(world: ShopifyWorld, shop: Shop, exchange: Exchange) {
  const input = parseJsonBody(exchange, messageInput);
  const { topic, url, index, name } = input;
  const isPrivacy = topic.startsWith("customers/") || topic === "shop/redact";
  const made = isPrivacy
    ? privacyBody(shop, topic, index)
    : restBody(shop, topic.replace("/", "_").toUpperCase(), index);
  const message = {
    topic,
    body: input.body ?? made,
    eventId: input.eventId ?? randomUUID(),
    webhookId: input.webhookId ?? randomUUID(),
    triggeredAtMs: input.triggeredAt === undefined ? world.clock.now().getTime() : Date.parse(input.triggeredAt),
    name,
  };
  const outcome = await sendMessage(world.sending, shop, { url, message });
  return json({ ...outcome, eventId: message.eventId, webhookId: message.webhookId });
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
