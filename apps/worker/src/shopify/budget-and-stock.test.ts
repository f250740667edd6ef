import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import type { Ctx } from "@cartwright/core";
import { findIntegration } from "@cartwright/core/shopify/find-integration";
import { connectOwnShop } from "@cartwright/core/shopify/install/connect-own-shop";
import { openShopifyShop } from "@cartwright/core/shopify/open-shopify-shop";
import { createShopifyStock } from "@cartwright/core/shopify/stock-channel";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { defineQuery } from "@cartwright/integrations/shopify";

import { type ShopifyRig, startShopify } from "#testing/shopify-rig.ts";

const shopDomain = "shelf.myshopify.com";
const signal = new AbortController().signal;
let shop: TestShop;
let rig: ShopifyRig;
let ctx: Ctx;
let integrationId: string;

beforeAll(async () => {
  [shop, rig] = await Promise.all([createTestShop({ connections: 20 }), startShopify()]);
  ctx = { ...shop.ctx, ...rig.services, now: () => new Date() };
  await rig.lever(shopDomain, "PUT", "", { products: 6, orders: 30 });
  ({ integrationId } = await connectOwnShop(ctx, { shop: shopDomain }));
});
afterAll(async () => {
  await rig.stop();
  await shop.close();
});

const readShelf = defineQuery<{ first: number }>()({
  document: `query ReadShelf($first: Int!) {
    productVariants(first: $first) { nodes { sku inventoryQuantity inventoryItem { id } } }
    locations(first: 1) { nodes { id } }
  }`,
  shape: z.object({
    productVariants: z.object({
      nodes: z.array(
        z.object({ sku: z.string(), inventoryQuantity: z.number(), inventoryItem: z.object({ id: z.string() }) }),
      ),
    }),
    locations: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  }),
});

const open = async () => openShopifyShop(ctx, await findIntegration(ctx, { organizationId: ctx.organizationId }));
const state = z.object({ requests: z.number(), throttled: z.number() });
const readState = async () => state.parse(await rig.lever(shopDomain, "GET"));

test("several processes share a shop's points through its row, and none of their queries is refused", async () => {
  await rig.lever(shopDomain, "POST", "/settings", { throttle: { maximumAvailable: 100, restoreRate: 500 } });
  // Four sessions know nothing of each other but the row.
  const shops = await Promise.all([1, 2, 3, 4].map(open));
  for (const each of shops) await each.graphql(readShelf, { first: 10 }, { signal });
  const before = await readState();
  await Promise.all(
    shops.flatMap((each) => Array.from({ length: 8 }, () => each.graphql(readShelf, { first: 10 }, { signal }))),
  );
  expect(await readState()).toEqual({ requests: before.requests + 32, throttled: before.throttled });
  const budget = await shop.db.prisma.shopifyBudget.findUniqueOrThrow({ where: { integrationId } });
  expect(budget.underWay).toBe(0);
  await rig.lever(shopDomain, "POST", "/settings", { throttle: null });
});

async function listings() {
  const { productVariants, locations } = await (await open()).graphql(readShelf, { first: 20 }, { signal });
  const locationId = locations.nodes[0]?.id ?? "";
  return productVariants.nodes.map(({ sku, inventoryItem: { id } }) => ({
    externalId: id,
    externalIds: { locationId },
    sku,
  }));
}

const quantityOf = async (externalId: string) => {
  const { productVariants } = await (await open()).graphql(readShelf, { first: 20 }, { signal });
  return productVariants.nodes.find(({ inventoryItem: { id } }) => id === externalId)?.inventoryQuantity;
};

test("quantities are set to what was said, and a set that is sent again is one change", async () => {
  const [first, second] = await listings();
  if (!first || !second) throw new Error("no listings");
  const channel = createShopifyStock(ctx);
  const quantities = [
    { listing: first, quantity: 41 },
    { listing: second, quantity: 0 },
  ];
  const input = {
    organizationId: ctx.organizationId,
    storeId: integrationId,
    idempotencyKey: randomUUID(),
    quantities,
  };
  expect(await channel.setQuantities(input)).toEqual([
    { externalId: first.externalId, ok: true },
    { externalId: second.externalId, ok: true },
  ]);
  // Set otherwise in between: the same key is the same change, and does not undo it.
  await channel.setQuantities({
    ...input,
    idempotencyKey: randomUUID(),
    quantities: [{ listing: first, quantity: 5 }],
  });
  await channel.setQuantities(input);
  expect([await quantityOf(first.externalId), await quantityOf(second.externalId)]).toEqual([5, 0]);
});

test("a row that Shopify does not know is told, and the others are set all the same", async () => {
  const [first, second] = await listings();
  if (!first || !second) throw new Error("no listings");
  const unknown = { ...first, externalId: "gid://shopify/InventoryItem/1" };
  const nowhere = { ...second, externalIds: {} };
  const outcomes = await createShopifyStock(ctx).setQuantities({
    organizationId: ctx.organizationId,
    storeId: integrationId,
    idempotencyKey: randomUUID(),
    quantities: [unknown, first, nowhere].map((listing) => ({ listing, quantity: 12 })),
  });
  expect(outcomes).toEqual([
    { externalId: unknown.externalId, ok: false, message: expect.stringContaining("could not be found") as string },
    { externalId: first.externalId, ok: true },
    { externalId: nowhere.externalId, ok: false, message: "The listing names no location." },
  ]);
  expect(await quantityOf(first.externalId)).toBe(12);
});

test("a store that is not connected, or is another organization's, is refused for good", async () => {
  const [first] = await listings();
  if (!first) throw new Error("no listings");
  const set = (organizationId: string, storeId: string) =>
    createShopifyStock(ctx).setQuantities({
      organizationId,
      storeId,
      idempotencyKey: randomUUID(),
      quantities: [{ listing: first, quantity: 1 }],
    });
  await expect(set(ctx.organizationId, randomUUID())).rejects.toMatchObject({ name: "ProviderRefusedError" });
  await expect(set(randomUUID(), integrationId)).rejects.toMatchObject({ name: "ProviderRefusedError" });
});
