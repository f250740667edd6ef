import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { cancelOrder } from "#orders/cancel-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";
import { rounds } from "#testing/rounds.ts";

import { applyCarrierUpdate, type CarrierUpdate } from "./apply-carrier-update.ts";
import { bookShipment } from "./book-shipment.ts";
import { shipOrder } from "./ship-order.ts";
import { simulateDelivery } from "./simulate-delivery.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const occurredAt = new Date("2026-11-21T10:00:00Z");
const scan = { code: "SCAN", place: "Tampere" };

test("ten people ship the same order: it leaves once, off the shelf and out of the reservations", async () => {
  const order = await paid(3);
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => shipOrder(shop.ctx, { orderId: order.orderId, trackingNumber: "T1" })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await read(order)).toMatchObject({
    status: "shipped",
    fulfillmentStatus: "fulfilled",
    lines: [{ shippedQuantity: 3 }],
    shipments: [{ state: "shipped" }],
  });
  expect(await shop.stock(order.variantId)).toMatchObject({
    onHand: 7,
    reserved: 0,
    ledger: { onHand: 7, reserved: 0 },
  });
  expect(await told(order)).toMatchObject([
    { type: "order.shipped", payload: { status: "shipped", trackingNumber: "T1" } },
  ]);
});

test("a parcel that is sent again under its id leaves once", async () => {
  const order = await paid(3);
  const parcel = { orderId: order.orderId, shipmentId: newId(), lines: [{ lineId: order.lineId, quantity: 1 }] };
  const sent = await Promise.all(Array.from({ length: 5 }, () => shipOrder(shop.ctx, parcel)));
  expect(new Set(sent.map(({ shipmentId }) => shipmentId))).toEqual(new Set([parcel.shipmentId]));
  expect(await read(order)).toMatchObject({ status: "paid", lines: [{ shippedQuantity: 1 }] });
  expect(await shop.stock(order.variantId)).toMatchObject({
    onHand: 9,
    reserved: 2,
    ledger: { onHand: 9, reserved: 2 },
  });
});

test("an order may leave in parts; it is shipped with the last of them", async () => {
  const order = await paid(3);
  const part = (quantity: number) =>
    shipOrder(shop.ctx, { orderId: order.orderId, lines: [{ lineId: order.lineId, quantity }] });
  await part(1);
  expect(await read(order)).toMatchObject({
    status: "paid",
    fulfillmentStatus: "partial",
    lines: [{ shippedQuantity: 1 }],
  });
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 9, reserved: 2 });
  await expect(part(3)).rejects.toMatchObject({ code: "invalid_input", details: { available: 2 } });
  await expect(part(0)).rejects.toMatchObject({ code: "invalid_input" });
  await shipOrder(shop.ctx, { orderId: order.orderId });
  expect(await read(order)).toMatchObject({
    status: "shipped",
    fulfillmentStatus: "fulfilled",
    lines: [{ shippedQuantity: 3 }],
  });
  expect(await shop.stock(order.variantId)).toMatchObject({
    onHand: 7,
    reserved: 0,
    ledger: { onHand: 7, reserved: 0 },
  });
  await expect(shipOrder(shop.ctx, { orderId: order.orderId })).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("an order that is not paid does not leave", async () => {
  const { orderId } = await addOrder(shop);
  await expect(shipOrder(shop.ctx, { orderId })).rejects.toMatchObject({
    code: "invalid_order_state",
    details: { status: "pending" },
  });
});

test("a paid order is booked at the carrier once, however often the job runs", async () => {
  const order = await paid();
  shop.carrier.failNext(new ProviderUnavailableError("away"));
  const job = { organizationId: shop.organizationId, orderId: order.orderId };
  await expect(bookShipment(shop.services, job)).rejects.toMatchObject({ code: "provider_unavailable" });
  await Promise.all(Array.from({ length: 6 }, () => bookShipment(shop.services, job)));
  const { shipments, number } = await read(order);
  expect(shipments).toMatchObject([{ state: "created", carrier: "sandbox" }]);
  expect(shipments[0]?.trackingNumber).toMatch(/^TRACK-[0-9A-Z]{16}$/);
  expect(shop.carrier.bookings.filter(({ orderNumber }) => orderNumber === String(number))).toHaveLength(1);
});

test("only the sandbox's carrier is booked by itself", async () => {
  const order = await paid();
  const settings = { ...shop.services.settings, sandboxCarrier: false };
  await bookShipment({ ...shop.services, settings }, { organizationId: shop.organizationId, orderId: order.orderId });
  expect(await read(order)).toMatchObject({ shipments: [] });
  const production = { ...shop.ctx, settings };
  await expect(simulateDelivery(production, { orderId: order.orderId, status: "shipped" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test.for([
  ["shipped, then delivered", ["shipped", "delivered"]],
  ["delivered before shipped", ["delivered", "shipped"]],
  ["each three times, mixed", ["delivered", "shipped", "delivered", "shipped", "shipped", "delivered"]],
] as const)("a carrier that tells %s has the order shipped once and delivered once", async ([, statuses]) => {
  for (const together of [true, false]) {
    const order = await booked();
    const apply = (status: "shipped" | "delivered") => carrierSays(order, status);
    if (together) await Promise.all(statuses.map(apply));
    else for (const status of statuses) await apply(status);
    expect(await read(order)).toMatchObject({
      status: "delivered",
      fulfillmentStatus: "delivered",
      shipments: [{ state: "delivered" }],
    });
    expect(await told(order)).toMatchObject([
      { type: "order.shipped", payload: { status: "shipped", carrier: "sandbox" } },
      { type: "order.delivered", payload: { status: "delivered" } },
    ]);
    expect(await shop.stock(order.variantId)).toMatchObject({
      onHand: 9,
      reserved: 0,
      ledger: { onHand: 9, reserved: 0 },
    });
  }
});

test("news of a parcel by its tracking number alone is applied; of parcels that are not ours, or none, ignored", async () => {
  const order = await booked();
  const { trackingNumber } = await parcelOf(order);
  const says = (update: { reference: string | null; trackingNumber: string; status: "shipped" | "other" }) =>
    applied({ ...update, ...scan, occurredAt });
  expect(await says({ reference: null, trackingNumber: trackingNumber ?? "", status: "other" })).toBe("ignored");
  expect(await says({ reference: "not an id", trackingNumber: "unknown", status: "shipped" })).toBe("ignored");
  expect(await says({ reference: null, trackingNumber: trackingNumber ?? "", status: "shipped" })).toBe("applied");
  expect(await read(order)).toMatchObject({ status: "shipped", shippedAt: occurredAt });
});

test("a parcel of a cancelled order is called off: news of it changes nothing", async () => {
  const order = await booked();
  await cancelOrder(shop.ctx, { orderId: order.orderId, reason: "changed my mind" });
  await carrierSays(order, "delivered");
  expect(await read(order)).toMatchObject({ status: "cancelled", shipments: [{ state: "cancelled" }] });
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 10, reserved: 0 });
});

test(
  "a cancel and a carrier that race leave a whole state: cancelled and back, or on its way",
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < rounds(20); round += 1) {
      const order = await booked();
      await Promise.allSettled([
        cancelOrder(shop.ctx, { orderId: order.orderId, reason: "late" }),
        carrierSays(order, "delivered"),
      ]);
      const { status, refundedMinor } = await read(order);
      const stock = await shop.stock(order.variantId);
      expect({ status, onHand: stock.onHand, reserved: stock.reserved, refundedMinor }).toEqual(
        status === "cancelled"
          ? { status, onHand: 10, reserved: 0, refundedMinor: order.totalMinor }
          : { status: "delivered", onHand: 9, reserved: 0, refundedMinor: 0n },
      );
    }
  },
);

test("a booked parcel that staff hands over itself is that parcel, not a second one", async () => {
  const order = await booked();
  await shipOrder(shop.ctx, { orderId: order.orderId, trackingNumber: "BY-HAND" });
  expect(await read(order)).toMatchObject({
    status: "shipped",
    shipments: [{ state: "shipped", trackingNumber: "BY-HAND" }],
  });
});

test("a simulated delivery goes through shipped, and repeating it changes nothing", async () => {
  const order = await paid(2);
  await simulateDelivery(shop.ctx, { orderId: order.orderId, status: "shipped" });
  expect(await read(order)).toMatchObject({ status: "shipped" });
  await Promise.all([1, 2, 3].map(() => simulateDelivery(shop.ctx, { orderId: order.orderId, status: "delivered" })));
  expect(await read(order)).toMatchObject({ status: "delivered" });
  expect(await told(order)).toMatchObject([{ type: "order.shipped" }, { type: "order.delivered" }]);
  const { orderId } = await addOrder(shop);
  await expect(simulateDelivery(shop.ctx, { orderId, status: "delivered" })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

async function paid(quantity = 1): Promise<TestOrder> {
  const order = await addOrder(shop, { quantity });
  await startPayment(shop.ctx, order);
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

async function booked(): Promise<TestOrder> {
  const order = await paid();
  await bookShipment(shop.services, { organizationId: shop.organizationId, orderId: order.orderId });
  return order;
}

async function parcelOf({ orderId }: TestOrder) {
  return shop.db.prisma.shipment.findFirstOrThrow({ where: { orderId } });
}

async function carrierSays(order: TestOrder, status: "shipped" | "delivered") {
  const { id, trackingNumber } = await parcelOf(order);
  const { reference } = await shop.db.prisma.carrierLabel.findFirstOrThrow({ where: { shipmentId: id } });
  const update = { ...scan, reference, trackingNumber: trackingNumber ?? "", status, occurredAt };
  return applied(update);
}

async function applied(update: CarrierUpdate["update"]) {
  const { outcome } = await applyCarrierUpdate(shop.services, { carrier: "sandbox", update, requestId: "r" });
  return outcome;
}

async function read({ orderId }: TestOrder) {
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include: { lines: true, shipments: true } });
}

async function told({ orderId }: TestOrder) {
  const where = { aggregateId: orderId, type: { in: ["order.shipped", "order.delivered"] } };
  return shop.db.prisma.outboxEvent.findMany({ where, orderBy: { id: "asc" }, select: { type: true, payload: true } });
}
