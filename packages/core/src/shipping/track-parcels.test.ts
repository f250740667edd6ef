import { afterAll, beforeAll, expect, test } from "vitest";

import { ProviderUnavailableError, type TrackingStep } from "@cartwright/integrations/contracts";

import { readOrder } from "#orders/read-order.ts";
import { recordInvoicePayment } from "#payments/record-invoice-payment.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { applyCarrierUpdate } from "./apply-carrier-update.ts";
import { buyLabel } from "./labels/buy-label.ts";
import { trackParcels } from "./track-parcels.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const wish = { carrier: "sandbox", service: "HOME", weightGrams: 1_000 };
const start = Date.parse("2026-11-21T10:00:00Z");
const step = (status: TrackingStep["status"], minutes: number, ms = 0): TrackingStep => ({
  status,
  code: status.toUpperCase(),
  place: "Tampere",
  occurredAt: new Date(start + minutes * 60_000 + ms),
});

test("a carrier that is asked tells of a parcel's whole way: the order ships and arrives, and each step is kept once", async () => {
  const order = await labelled();
  shop.carrier.tell(order.trackingNumber, [step("registered", 0), step("shipped", 5), step("in_transit", 60)]);
  expect(await trackParcels(shop.services)).toMatchObject({ changed: 1 });
  expect(await readOrder(shop.ctx, order)).toMatchObject({
    status: "shipped",
    shippedAt: new Date(start + 5 * 60_000),
  });
  shop.carrier.tell(order.trackingNumber, [step("shipped", 5), step("in_transit", 60), step("ready_for_pickup", 90)]);
  await later();
  await Promise.all([1, 2, 3].map(() => trackParcels(shop.services)));
  await hear(order, step("ready_for_pickup", 90, 250));
  await hear(order, step("delivered", 120));
  const { shipments, status } = await readOrder(shop.ctx, order);
  expect(status).toBe("delivered");
  expect(shipments[0]?.steps.map((one) => one.status)).toEqual([
    "delivered",
    "ready_for_pickup",
    "in_transit",
    "shipped",
    "registered",
  ]);
  expect(shipments[0]?.parcelStatus).toBe("delivered");
  expect(await told(order)).toEqual(["order.shipped", "shipment.tracked", "order.delivered"]);
});

test("a parcel that arrived, came back or was called off is asked about no more", async () => {
  const orders = [await labelled(), await labelled()];
  for (const [index, status] of (["delivered", "returned"] as const).entries())
    shop.carrier.tell(orders[index]?.trackingNumber ?? "", [step("shipped", 1), step(status, 2)]);
  await trackParcels(shop.services);
  await later();
  expect(await trackParcels(shop.services)).toMatchObject({ asked: 0 });
  expect(await readOrder(shop.ctx, orders[1] as TestOrder)).toMatchObject({
    status: "shipped",
    shipments: [{ parcelStatus: "returned" }],
  });
});

test("25 parcels are asked about in three calls, by two passes at once, none twice", async () => {
  const orders = await Promise.all(Array.from({ length: 25 }, () => labelled()));
  const before = shop.carrier.tracked.length;
  const passes = await Promise.all([trackParcels(shop.services), trackParcels(shop.services)]);
  expect(passes.reduce((sum, { asked }) => sum + asked, 0)).toBe(25);
  const calls = shop.carrier.tracked.slice(before);
  expect(Math.max(...calls)).toBeLessThanOrEqual(10);
  expect(calls.reduce((sum, count) => sum + count, 0)).toBe(25);
  expect(await trackParcels(shop.services)).toMatchObject({ asked: 0 });
  await stopAsking(orders);
});

test("a carrier that is away costs a pass, not the parcels: they are asked about later", async () => {
  const order = await labelled();
  shop.carrier.tell(order.trackingNumber, [step("shipped", 5)]);
  shop.carrier.failTracking(new ProviderUnavailableError("down"));
  expect(await trackParcels(shop.services)).toMatchObject({ changed: 0, away: ["sandbox"] });
  expect(await trackParcels(shop.services)).toMatchObject({ asked: 0 });
  await later();
  expect(await trackParcels(shop.services)).toMatchObject({ changed: 1, away: [] });
  await stopAsking([order]);
});

test("a silent carrier is asked four times an hour, and nobody asks about a parcel of sixty days ago", async () => {
  const order = await labelled();
  const silent = { ...shop.services, carriers: { sandbox: { ...shop.carrier, tells: false } } };
  expect(await trackParcels(silent)).toMatchObject({ asked: 1 });
  shop.clock.advance(16 * 60_000);
  expect(await trackParcels(silent)).toMatchObject({ asked: 1 });
  await shop.db.prisma.$executeRaw`
    update shipments set created_at = created_at - interval '61 days' where order_id = ${order.orderId}::uuid`;
  shop.clock.advance(16 * 60_000);
  expect(await trackParcels(silent)).toMatchObject({ asked: 1 });
  shop.clock.advance(24 * 3_600_000);
  expect(await trackParcels(silent)).toMatchObject({ asked: 0 });
});

type Tracked = TestOrder & { readonly trackingNumber: string; readonly reference: string };

async function labelled(): Promise<Tracked> {
  const order = await addOrder(shop, { provider: "invoice" });
  await recordInvoicePayment(shop.ctx, { orderId: order.orderId });
  const { labelId } = await buyLabel(shop.ctx, { orderId: order.orderId, ...wish, ships: false });
  const { reference } = await shop.db.prisma.carrierLabel.findUniqueOrThrow({ where: { id: labelId } });
  return { ...order, reference, trackingNumber: `TRACK-${reference}` };
}

async function hear({ reference, trackingNumber }: Tracked, news: TrackingStep): Promise<void> {
  await applyCarrierUpdate(shop.services, {
    carrier: "sandbox",
    update: { ...news, reference, trackingNumber },
    requestId: "r",
  });
}

async function later(): Promise<void> {
  shop.clock.advance(7 * 3_600_000);
}

async function stopAsking(orders: readonly TestOrder[]): Promise<void> {
  const where = { orderId: { in: orders.map(({ orderId }) => orderId) } };
  await shop.db.prisma.shipment.updateMany({ where, data: { trackAfter: null } });
}

async function told({ orderId }: TestOrder) {
  const where = { aggregateId: orderId, type: { in: ["order.shipped", "order.delivered", "shipment.tracked"] } };
  const rows = await shop.db.prisma.outboxEvent.findMany({ where, orderBy: { id: "asc" }, select: { type: true } });
  return rows.map(({ type }) => type);
}
