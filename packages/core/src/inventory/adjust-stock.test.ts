import { afterAll, beforeAll, expect, it } from "vitest";

import { newId } from "@cartwright/db";

import { placeOrder } from "#orders/place-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { adjustStock } from "./adjust-stock.ts";
import { listLowStock } from "./list-low-stock.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const sell = (variantId: string, quantity: number) =>
  placeOrder(shop.guest(), { items: [{ variantId, quantity }], email: "g@example.com", paymentMethod: "invoice" });

it("adds, takes away and sets, and the ledger says why", async () => {
  const { variantId } = await shop.addProduct({ stock: 10 });
  expect(await adjustStock(shop.ctx, { variantId, delta: 5, reason: "delivery" })).toEqual({
    onHand: 15,
    reserved: 0,
    available: 15,
  });
  expect(await adjustStock(shop.ctx, { variantId, onHand: 12, reason: "counted" })).toEqual({
    onHand: 12,
    reserved: 0,
    available: 12,
  });
  const notes = await shop.db.prisma.stockLedger.findMany({
    where: { variantId, reason: "adjustment" },
    orderBy: { id: "asc" },
  });
  expect(notes.map(({ deltaOnHand, note }) => [deltaOnHand, note])).toEqual([
    [5, "delivery"],
    [-3, "counted"],
  ]);
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 12, ledger: { onHand: 12 } });
});

it("refuses when the shelf holds another number than the person saw, and changes nothing", async () => {
  const { variantId } = await shop.addProduct({ stock: 10 });
  const stale = adjustStock(shop.ctx, { variantId, onHand: 3, expectedOnHand: 9, reason: "counted" });
  await expect(stale).rejects.toMatchObject({ code: "stock_conflict", details: { onHand: 10 } });
  expect((await shop.stock(variantId)).onHand).toBe(10);
});

it("never takes from the shelf what is promised to orders", async () => {
  const { variantId } = await shop.addProduct({ stock: 10 });
  await sell(variantId, 6);
  await expect(adjustStock(shop.ctx, { variantId, onHand: 5, reason: "counted" })).rejects.toMatchObject({
    code: "negative_stock",
  });
  expect(await adjustStock(shop.ctx, { variantId, onHand: 6, reason: "counted" })).toMatchObject({ available: 0 });
});

it("says once that stock became low, when counting finds out", async () => {
  const { lowStockThreshold: threshold } = await shop.db.prisma.organization.findUniqueOrThrow({
    where: { id: shop.organizationId },
  });
  const { variantId } = await shop.addProduct({ stock: threshold + 2 });
  for (const delta of [-1, -2, -1, 1]) await adjustStock(shop.ctx, { variantId, delta, reason: "damaged" });
  const low = (await shop.events("inventory.low_stock")).filter((event) => event.aggregateId === variantId);
  expect(low.map(({ data }) => data)).toEqual([expect.objectContaining({ available: threshold - 1, threshold })]);
});

it("loses no correction of twenty at the same moment", async () => {
  const { variantId } = await shop.addProduct({ stock: 100 });
  await Promise.all(
    Array.from({ length: 20 }, () => adjustStock(shop.ctx, { variantId, delta: -1, reason: "damaged" })),
  );
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 80, ledger: { onHand: 80 } });
});

it("does not know the variants of others", async () => {
  const { variantId } = await shop.addProduct({ stock: 1 });
  const foreign = adjustStock({ ...shop.ctx, organizationId: newId() }, { variantId, delta: 1, reason: "mine now" });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
});

it("lists what runs low, scarcest first", async () => {
  const scarce = await shop.addProduct({ stock: 1 });
  const low = await shop.addProduct({ stock: 4 });
  const plenty = await shop.addProduct({ stock: 40 });
  const ids = (await listLowStock(shop.ctx, { limit: 100 })).map(({ variantId }) => variantId);
  expect(ids.indexOf(scarce.variantId)).toBeLessThan(ids.indexOf(low.variantId));
  expect(ids).toContain(low.variantId);
  expect(ids).not.toContain(plenty.variantId);
});
