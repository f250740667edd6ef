import { afterAll, beforeAll, expect, test } from "vitest";

import { checkIntegrity } from "#jobs/check-integrity.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { cancelRest } from "./cancel-rest.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop({ settings: { sandboxCarrier: false } });
});

afterAll(() => shop.close());

const reason = "The kiln broke";

test("what has not left goes back on sale and its price to the customer, and the order is shipped with the rest", async () => {
  const order = await partlyShipped({ quantity: 3, shipped: 1 });
  const asked = await Promise.allSettled(
    Array.from({ length: 6 }, () => cancelRest(shop.ctx, { orderId: order.orderId, reason })),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const refused of asked.filter(({ status }) => status === "rejected"))
    expect(refused).toMatchObject({ reason: { code: "invalid_order_state" } });
  const back = order.totalMinor - order.totalMinor / 3n;
  expect(await read(order)).toMatchObject({
    status: "shipped",
    fulfillmentStatus: "fulfilled",
    paymentStatus: "partially_refunded",
    refundedMinor: back,
    lines: [{ shippedQuantity: 1, cancelledQuantity: 2, refundedQuantity: 2 }],
    refunds: [{ state: "succeeded", amountMinor: back, reason }],
  });
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: back });
  expect(await shop.stock(order.variantId)).toMatchObject({
    onHand: 9,
    reserved: 0,
    ledger: { onHand: 9, reserved: 0 },
  });
  const told = (await shop.events()).filter(({ aggregateId }) => aggregateId === order.orderId);
  expect(told.map(({ type }) => type)).toEqual([
    "order.paid",
    "order.shipped",
    "order.rest_cancelled",
    "order.refunded",
  ]);
  expect(await checkIntegrity(shop.services)).toEqual([]);
  await expect(shipOrder(shop.ctx, { orderId: order.orderId })).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("units that were given back before are not given back again", async () => {
  const order = await partlyShipped({ quantity: 3, shipped: 1 });
  const lines = [{ lineId: order.lineId, quantity: 1 }];
  await refundOrder(shop.ctx, { orderId: order.orderId, reason: "late", refundKey: "late", lines });
  await cancelRest(shop.ctx, { orderId: order.orderId, reason });
  const after = await read(order);
  expect(after.refundedMinor).toBe((order.totalMinor * 2n) / 3n);
  expect(after.lines).toMatchObject([{ cancelledQuantity: 2, refundedQuantity: 2 }]);
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

test("an order of which nothing has left, or everything, has no rest to cancel, and nothing changes", async () => {
  const whole = await paid(2);
  const gone = await partlyShipped({ quantity: 2, shipped: 2 });
  for (const order of [whole, gone]) {
    const before = await read(order);
    const refused = cancelRest(shop.ctx, { orderId: order.orderId, reason });
    await expect(refused).rejects.toMatchObject({ code: "invalid_order_state" });
    expect(await read(order)).toEqual(before);
  }
});

test("a cancel of the rest and a parcel that leaves at the same moment: each unit goes one way", async () => {
  for (let round = 0; round < 6; round += 1) {
    const order = await partlyShipped({ quantity: 4, shipped: 1 });
    const { orderId, lineId } = order;
    await Promise.allSettled([
      cancelRest(shop.ctx, { orderId, reason }),
      shipOrder(shop.ctx, { orderId, lines: [{ lineId, quantity: 2 }] }),
    ]);
    const [line] = (await read(order)).lines;
    const { shippedQuantity = 0, cancelledQuantity = 0 } = line ?? {};
    expect(shippedQuantity + cancelledQuantity).toBe(4);
    expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 10 - shippedQuantity, reserved: 0 });
  }
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

async function paid(quantity: number): Promise<TestOrder> {
  const order = await addOrder(shop, { quantity });
  await startPayment(shop.ctx, order);
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

async function partlyShipped({ quantity, shipped }: { quantity: number; shipped: number }): Promise<TestOrder> {
  const order = await paid(quantity);
  const { orderId, lineId } = order;
  await shipOrder(shop.ctx, { orderId, lines: [{ lineId, quantity: shipped }] });
  return order;
}

async function read({ orderId }: TestOrder) {
  const include = { lines: true, refunds: true } as const;
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include });
}
