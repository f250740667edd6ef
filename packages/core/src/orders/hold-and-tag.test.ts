import { afterAll, beforeAll, expect, test } from "vitest";

import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { bookShipment } from "#shipping/book-shipment.ts";
import { buyLabel } from "#shipping/labels/buy-label.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { cancelOrder } from "./cancel-order.ts";
import { holdOrder } from "./hold-order.ts";
import { listOrderTags } from "./list-order-tags.ts";
import { listOrders } from "./list-orders.ts";
import { readOrder } from "./read-order.ts";
import { releaseOrder } from "./release-order.ts";
import { tagOrder, untagOrder } from "./tag-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

async function paid(): Promise<TestOrder> {
  const order = await addOrder(shop);
  await startPayment(shop.ctx, { orderId: order.orderId });
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

test("an order on hold is neither shipped nor labelled nor booked, and says why; released, it leaves", async () => {
  const { orderId } = await paid();
  await holdOrder(shop.ctx, { orderId, reason: "Is the address right?" });
  const details = { orderId, reason: "Is the address right?" };
  await expect(shipOrder(shop.ctx, { orderId })).rejects.toMatchObject({ code: "order_on_hold", details });
  const label = { orderId, carrier: "sandbox", service: "POST", weightGrams: 500, ships: true };
  await expect(buyLabel(shop.ctx, label)).rejects.toMatchObject({ code: "order_on_hold" });
  await bookShipment(shop.services, { organizationId: shop.organizationId, orderId });
  expect(await shop.db.prisma.shipment.count({ where: { orderId } })).toBe(0);
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({ holdReason: "Is the address right?" });
  await releaseOrder(shop.ctx, { orderId });
  await releaseOrder(shop.ctx, { orderId });
  await shipOrder(shop.ctx, { orderId });
  const told = (await shop.events()).filter(({ aggregateId }) => aggregateId === orderId).map(({ type }) => type);
  expect(told).toEqual(["order.paid", "order.held", "order.released", "order.shipped"]);
});

test("one that is on hold can still be cancelled, and one that has left cannot be held", async () => {
  const held = await paid();
  await holdOrder(shop.ctx, { orderId: held.orderId, reason: "first" });
  await holdOrder(shop.ctx, { orderId: held.orderId, reason: "second" });
  expect(await readOrder(shop.ctx, { orderId: held.orderId })).toMatchObject({ holdReason: "first" });
  await cancelOrder(shop.ctx, { orderId: held.orderId, reason: "test" });
  const gone = await paid();
  await shipOrder(shop.ctx, { orderId: gone.orderId });
  const late = holdOrder(shop.ctx, { orderId: gone.orderId, reason: "late" });
  await expect(late).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("tags are put on once, listed, filtered by page after page, and taken off", async () => {
  const orders = [await addOrder(shop), await addOrder(shop), await addOrder(shop)];
  await addOrder(shop);
  for (const { orderId } of orders) await tagOrder(shop.ctx, { orderId, tag: " Gift Wrap " });
  for (const { orderId } of orders) await tagOrder(shop.ctx, { orderId, tag: "gift wrap" });
  expect(await listOrderTags(shop.ctx)).toEqual(["gift wrap"]);
  const first = await listOrders(shop.ctx, { tag: "gift wrap", limit: 2 });
  const second = await listOrders(shop.ctx, { tag: "gift wrap", limit: 2, cursor: first.nextCursor ?? "" });
  const found = [...first.items, ...second.items];
  expect(found.map(({ id }) => id).toSorted()).toEqual(orders.map(({ orderId }) => orderId).toSorted());
  expect(found.every(({ tags }) => tags.includes("gift wrap"))).toBe(true);
  const [{ orderId } = { orderId: "" }] = orders;
  await untagOrder(shop.ctx, { orderId, tag: "gift wrap" });
  expect((await listOrders(shop.ctx, { tag: "gift wrap" })).items).toHaveLength(2);
  await expect(tagOrder(shop.ctx, { orderId, tag: "<b>" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("those on hold are a list of their own, and another shop can hold, tag or read none of them", async () => {
  const { orderId } = await addOrder(shop);
  await holdOrder(shop.ctx, { orderId, reason: "wait" });
  expect((await listOrders(shop.ctx, { held: true })).items.map(({ id }) => id)).toContain(orderId);
  const other = await createTestShop({ db: shop.db });
  const refused = { code: "not_found" };
  await expect(holdOrder(other.ctx, { orderId, reason: "mine" })).rejects.toMatchObject(refused);
  await expect(releaseOrder(other.ctx, { orderId })).rejects.toMatchObject(refused);
  await expect(tagOrder(other.ctx, { orderId, tag: "mine" })).rejects.toMatchObject(refused);
  expect((await listOrders(other.ctx, { held: true })).items).toEqual([]);
});
