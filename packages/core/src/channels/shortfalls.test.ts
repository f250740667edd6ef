import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";

import { adjustStock } from "#inventory/adjust-stock.ts";
import { checkIntegrity } from "#jobs/check-integrity.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { listOrders } from "#orders/list-orders.ts";
import { readOrder } from "#orders/read-order.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { channelLine, channelOrder } from "#testing/channel-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { allocateShortfall } from "./allocate-shortfall.ts";
import { dropShortfall } from "./drop-shortfall.ts";
import { importOrder } from "./import-order.ts";
import { listShortfalls } from "./list-shortfalls.ts";
import { dismissShortfall, mapShortfall } from "./map-shortfall.ts";
import { readAttention } from "./read-attention.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop({ connections: 16 });
});
afterAll(() => shop.close());

test("restocked goods are allocated, in parts if need be, and then the order can leave", async () => {
  const { orderId, variantId, shortfallId } = await sellMissing({ stock: 1, quantity: 4 });
  await expect(allocateShortfall(shop.ctx, { shortfallId })).rejects.toMatchObject({ code: "out_of_stock" });
  await adjustStock(shop.ctx, { variantId, delta: 2, reason: "delivery" });
  expect(await allocateShortfall(shop.ctx, { shortfallId })).toEqual({ shortfallId, orderId, missing: 1 });
  await adjustStock(shop.ctx, { variantId, delta: 5, reason: "delivery" });
  expect(await allocateShortfall(shop.ctx, { shortfallId })).toMatchObject({ missing: 0 });
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 8, reserved: 4, ledger: { onHand: 8, reserved: 4 } });
  await shipOrder(shop.ctx, { orderId });
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({ status: "shipped", openShortfalls: 0 });
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 4, reserved: 0 });
});

test("twelve allocations at once promise a unit once; who comes after is told that it is settled", async () => {
  const { variantId, shortfallId } = await sellMissing({ stock: 0, quantity: 1 });
  await adjustStock(shop.ctx, { variantId, delta: 3, reason: "delivery" });
  const tries = Array.from({ length: 12 }, () => allocateShortfall(shop.ctx, { shortfallId }));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "invalid_order_state" });
  expect(await shop.stock(variantId)).toMatchObject({ available: 2, ledger: { onHand: 3, reserved: 1 } });
});

test("units that were allocated go back on sale when the order is cancelled, and nothing waits any more", async () => {
  const { orderId, variantId, shortfallId } = await sellMissing({ stock: 1, quantity: 3 });
  await adjustStock(shop.ctx, { variantId, delta: 1, reason: "delivery" });
  await allocateShortfall(shop.ctx, { shortfallId });
  await cancelOrder(shop.ctx, { orderId, reason: "cannot deliver" });
  expect(await shop.stock(variantId)).toMatchObject({ available: 2, ledger: { onHand: 2, reserved: 0 } });
  expect((await listShortfalls(shop.ctx, { orderId })).items).toEqual([]);
  await expect(allocateShortfall(shop.ctx, { shortfallId })).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("what is given up is never delivered, and the order is shipped if everything else has left", async () => {
  const { orderId, shortfallId } = await sellMissing({ stock: 2, quantity: 3 });
  await shipOrder(shop.ctx, { orderId });
  expect((await readOrder(shop.ctx, { orderId })).status).toBe("paid");
  await dropShortfall(shop.ctx, { shortfallId });
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({
    status: "shipped",
    fulfillmentStatus: "fulfilled",
    lines: [{ shippedQuantity: 2, droppedQuantity: 1, missingQuantity: 0 }],
  });
});

test("what is given up before anything left keeps the rest of the order to be shipped", async () => {
  const { orderId, shortfallId } = await sellMissing({ stock: 2, quantity: 3 });
  await dropShortfall(shop.ctx, { shortfallId });
  expect((await readOrder(shop.ctx, { orderId })).status).toBe("paid");
  await shipOrder(shop.ctx, { orderId });
  expect((await readOrder(shop.ctx, { orderId })).status).toBe("shipped");
});

test("a line that is mapped takes what is there, and later orders of the same listing find it by themselves", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 3 });
  const store = { channel: "etsy" as const, storeId: newId() };
  const line = () => channelLine({ sku: "OLD-MUG", externalListingId: "987", quantity: 2 });
  const { orderId } = await importOrder(shop.ctx, channelOrder({ ...store, lines: [line()] }));
  const shortfallId = await onlyShortfall(orderId);
  await expect(allocateShortfall(shop.ctx, { shortfallId })).rejects.toMatchObject({ code: "invalid_order_state" });
  await expect(mapShortfall(shop.ctx, { shortfallId, sku: "NO-SUCH" })).rejects.toMatchObject({
    code: "variant_unavailable",
  });
  expect(await mapShortfall(shop.ctx, { shortfallId, sku })).toMatchObject({ missing: 0 });
  expect((await readOrder(shop.ctx, { orderId })).lines).toMatchObject([{ variantId, sku, title: "Pine lamp" }]);
  // One left: the next order finds its way, and lacks one.
  const next = await importOrder(shop.ctx, channelOrder({ ...store, lines: [line()] }));
  const [waiting] = (await listShortfalls(shop.ctx, { orderId: next.orderId })).items;
  expect(waiting).toMatchObject({ kind: "out_of_stock", variantId, missing: 1, quantity: 2, available: 0 });
  await expect(mapShortfall(shop.ctx, { shortfallId: waiting?.id ?? "", sku })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

test("a line that is nothing of ours to count can be shipped, and takes no stock", async () => {
  const { orderId } = await importOrder(
    shop.ctx,
    channelOrder({ lines: [channelLine({ sku: null, title: "Engraving" })] }),
  );
  await dismissShortfall(shop.ctx, { shortfallId: await onlyShortfall(orderId) });
  await shipOrder(shop.ctx, { orderId });
  expect((await readOrder(shop.ctx, { orderId })).status).toBe("shipped");
});

test("what waits is listed oldest first, page by page, counted, told on its order, and seen by its own organization alone", async () => {
  const own = await createTestShop({ db: shop.db });
  const orders = await Promise.all(
    Array.from({ length: 3 }, (_, at) => {
      own.clock.advance(1000);
      const lines = [channelLine({ sku: `NO-${at}` })];
      return importOrder({ ...own.ctx, now: () => new Date(own.clock.now().getTime() + at) }, channelOrder({ lines }));
    }),
  );
  const first = await listShortfalls(own.ctx, { limit: 2 });
  const rest = await listShortfalls(own.ctx, { limit: 2, cursor: first.nextCursor ?? "" });
  const listed = [...first.items, ...rest.items].map(({ orderId }) => orderId);
  expect(listed).toEqual(orders.map(({ orderId }) => orderId));
  expect(rest.nextCursor).toBeNull();
  expect(await readAttention(own.ctx)).toEqual({ openShortfalls: 3, unknownSkus: 3, refusedListings: 0 });
  expect((await listOrders(own.ctx)).items).toMatchObject([1, 1, 1].map((openShortfalls) => ({ openShortfalls })));
  const [theirs] = first.items;
  await expect(dropShortfall(shop.ctx, { shortfallId: theirs?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
});

test("after all of this, stock and money add up", async () => {
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

async function sellMissing({ stock, quantity }: { stock: number; quantity: number }) {
  const { sku, variantId } = await shop.addProduct({ stock });
  const { orderId } = await importOrder(shop.ctx, channelOrder({ lines: [channelLine({ sku, quantity })] }));
  return { orderId, variantId, shortfallId: await onlyShortfall(orderId) };
}

async function onlyShortfall(orderId: string): Promise<string> {
  const { items } = await listShortfalls(shop.ctx, { orderId });
  expect(items).toHaveLength(1);
  return items[0]?.id ?? "";
}
