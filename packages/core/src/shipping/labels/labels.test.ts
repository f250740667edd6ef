import { createHash } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { cancelOrder } from "#orders/cancel-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { recordInvoicePayment } from "#payments/record-invoice-payment.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { bookShipment } from "../book-shipment.ts";
import { askLabel } from "./ask-label.ts";
import { buyLabel } from "./buy-label.ts";
import { buyReturnLabel } from "./buy-return-label.ts";
import { cancelLabel } from "./cancel-label.ts";
import { cancelLabelsOfOrder } from "./cancel-labels-of-order.ts";
import { readLabelOptions } from "./label-options.ts";
import { labelReference } from "./label-reference.ts";
import { readLabelFile } from "./read-label-file.ts";
import { releaseLabel } from "./release-label.ts";
import { sweepLabels } from "./sweep-labels.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop({ settings: { sandboxCarrier: false } });
});
afterAll(() => shop.close());

const wish = { carrier: "sandbox", service: "HOME", weightGrams: 1_200, ships: true };
const away = (maybeDone: boolean) => new ProviderUnavailableError("no answer", { maybeDone });

test("a label that is bought ships the order, and its file is kept as it came", async () => {
  const order = await paid(2);
  const bought = await buyLabel(shop.ctx, { ...order, ...wish });
  const { shipments, status } = await readOrder(shop.ctx, order);
  const [label] = shipments[0]?.labels ?? [];
  expect(status).toBe("shipped");
  expect(label).toMatchObject({ id: bought.labelId, state: "bought", printable: true, weightGrams: 1_200 });
  expect(shipments).toMatchObject([{ state: "shipped", carrier: "sandbox", trackingNumber: label?.trackingNumber }]);
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 8, reserved: 0 });
  const { bytes, sha256, contentType } = await readLabelFile(shop.ctx, { ...order, labelId: bought.labelId });
  expect([contentType, Buffer.from(bytes).toString("latin1").slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
  expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  const asked = shop.carrier.bookings.find(({ reference }) => reference === labelReference(bought.labelId));
  expect(asked).toMatchObject({ sender: { name: "Havu" }, receiver: { name: "Aino", country: "FI" } });
});

test("ten people who press at once buy one label, and the same press repeated buys none", async () => {
  const order = await paid();
  const before = shop.carrier.bookings.length;
  const labelId = newId();
  const results = await Promise.allSettled([
    ...Array.from({ length: 5 }, () => buyLabel(shop.ctx, { ...order, ...wish, labelId })),
    ...Array.from({ length: 5 }, () => buyLabel(shop.ctx, { ...order, ...wish })),
  ]);
  expect(shop.carrier.bookings).toHaveLength(before + 1);
  const labels = await labelsOf(order);
  expect(labels.map(({ state }) => state)).toEqual(["bought"]);
  const refused = results.filter(({ status }) => status === "rejected");
  for (const { reason } of refused as PromiseRejectedResult[])
    expect(reason).toMatchObject({ code: expect.any(String) as string });
  const again = await buyLabel(shop.ctx, { ...order, ...wish, labelId: labels[0]?.id });
  expect(again).toMatchObject({ labelId: labels[0]?.id, state: "bought" });
  expect(shop.carrier.bookings).toHaveLength(before + 1);
});

test("an answer that was lost is found again at the carrier: one label, and the order is shipped", async () => {
  const order = await paid();
  shop.carrier.loseNext(away(true));
  expect(await buyLabel(shop.ctx, { ...order, ...wish })).toMatchObject({ state: "bought" });
  expect(await readOrder(shop.ctx, order)).toMatchObject({
    status: "shipped",
    shipments: [{ labels: [{ state: "bought", printable: false }] }],
  });
});

test("a label of which nobody knows is not bought again, is looked for, and staff can say that there is none", async () => {
  const order = await paid();
  shop.carrier.failNext(away(true));
  const { labelId } = await buyLabel(shop.ctx, { ...order, ...wish });
  expect(await readOrder(shop.ctx, order)).toMatchObject({
    status: "paid",
    shipments: [
      {
        state: "created",
        labels: [{ id: labelId, state: "unknown", problem: expect.stringMatching(/no such parcel/) as string }],
      },
    ],
  });
  const { shipmentId } = await shop.db.prisma.carrierLabel.findUniqueOrThrow({ where: { id: labelId } });
  await expect(buyLabel(shop.ctx, { ...order, ...wish, shipmentId })).rejects.toMatchObject({ code: "conflict" });
  shop.clock.advance(90_000);
  expect(await sweepLabels(shop.services)).toMatchObject({ found: 0, unknown: 1 });
  await releaseLabel(shop.ctx, { ...order, labelId });
  await expect(releaseLabel(shop.ctx, { ...order, labelId })).rejects.toMatchObject({ code: "invalid_order_state" });
  expect(await buyLabel(shop.ctx, { ...order, ...wish })).toMatchObject({ state: "bought", shipmentId });
});

test("a process that died while it asked leaves a label that the sweep finds, once, and the order ships", async () => {
  const [made, none] = [await paid(), await paid()];
  const before = shop.carrier.bookings.length;
  const { label } = await askLabel(shop.ctx, { ...made, ...wish });
  await askLabel(shop.ctx, { ...none, ...wish });
  const order = { reference: label.reference, orderNumber: "1", service: "HOME", weightGrams: 1 };
  const address = { name: "A", line1: "B", postalCode: "00100", city: "C", country: "FI" };
  await shop.carrier.createParcel({ ...order, sender: address, receiver: address, pickupPoint: null, contents: "x" });
  expect(await sweepLabels(shop.services)).toEqual({ found: 0, unknown: 0 });
  shop.clock.advance(3 * 60_000);
  const sweeps = await Promise.all([1, 2, 3].map(() => sweepLabels(shop.services)));
  expect(sweeps.reduce((sum, { found }) => sum + found, 0)).toBe(1);
  expect(sweeps.reduce((sum, { unknown }) => sum + unknown, 0)).toBe(1);
  expect(await readOrder(shop.ctx, made)).toMatchObject({ status: "shipped" });
  expect(await readOrder(shop.ctx, none)).toMatchObject({
    status: "paid",
    shipments: [{ labels: [{ state: "unknown" }] }],
  });
  expect(shop.carrier.bookings).toHaveLength(before + 1);
});

test.for([
  ["refuses", new ProviderRefusedError("the product is not one of the contract", { code: "1012" }), "label_refused"],
  ["was certainly not asked", away(false), "provider_unavailable"],
] as const)(
  "a carrier that %s leaves the parcel as it was, with the reason, to be tried again",
  async ([, error, code]) => {
    const order = await paid();
    shop.carrier.failNext(error);
    await expect(buyLabel(shop.ctx, { ...order, ...wish })).rejects.toMatchObject({ code });
    expect(await labelsOf(order)).toMatchObject([{ state: "refused", problem: expect.any(String) as string }]);
    expect(await readOrder(shop.ctx, order)).toMatchObject({ status: "paid", shipments: [{ state: "created" }] });
    expect(await buyLabel(shop.ctx, { ...order, ...wish })).toMatchObject({ state: "bought" });
    expect((await readOrder(shop.ctx, order)).shipments).toHaveLength(1);
  },
);

test("part of an order goes with one label, the rest with another", async () => {
  const order = await paid(3);
  await buyLabel(shop.ctx, { ...order, ...wish, lines: [{ lineId: order.lineId, quantity: 2 }] });
  expect(await readOrder(shop.ctx, order)).toMatchObject({ status: "paid", fulfillmentStatus: "partial" });
  await buyLabel(shop.ctx, { ...order, ...wish });
  expect(await readOrder(shop.ctx, order)).toMatchObject({ status: "shipped", fulfillmentStatus: "fulfilled" });
  await expect(buyLabel(shop.ctx, { ...order, ...wish })).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("a label that is called off takes the parcel's number with it, once, and another can be bought", async () => {
  const order = await paid();
  const { labelId, shipmentId } = await buyLabel(shop.ctx, { ...order, ...wish });
  const before = shop.carrier.cancelled.length;
  await cancelLabel(shop.ctx, { ...order, labelId });
  await cancelLabel(shop.ctx, { ...order, labelId });
  expect(shop.carrier.cancelled).toHaveLength(before + 1);
  expect(await readOrder(shop.ctx, order)).toMatchObject({ status: "shipped", shipments: [{ trackingNumber: null }] });
  const second = await buyLabel(shop.ctx, { ...order, ...wish, shipmentId });
  expect(second.labelId).not.toBe(labelId);
  const { shipments } = await readOrder(shop.ctx, order);
  expect(shipments).toMatchObject([{ state: "shipped", trackingNumber: `TRACK-${labelReference(second.labelId)}` }]);
});

test("a return label goes from the customer to the shop, for a parcel that has left", async () => {
  const order = await paid();
  const { shipmentId } = await buyLabel(shop.ctx, { ...order, ...wish });
  const back = { ...order, shipmentId, weightGrams: 900, labelId: newId() };
  await Promise.all([1, 2, 3].map(() => buyReturnLabel(shop.ctx, back)));
  const returns = shop.carrier.bookings.filter(({ reference }) => reference === labelReference(back.labelId));
  expect(returns).toMatchObject([{ service: "BACK", sender: { name: "Aino" }, receiver: { name: "Havu" } }]);
  const { shipments } = await readOrder(shop.ctx, order);
  expect(shipments[0]?.labels.map(({ kind, state }) => [kind, state])).toEqual(
    expect.arrayContaining([
      ["return", "bought"],
      ["outbound", "bought"],
    ]),
  );
  const waiting = await paid();
  shop.carrier.failNext(away(false));
  await expect(buyLabel(shop.ctx, { ...waiting, ...wish })).rejects.toMatchObject({ code: "provider_unavailable" });
  const [parcel] = (await readOrder(shop.ctx, waiting)).shipments;
  const early = buyReturnLabel(shop.ctx, { ...waiting, shipmentId: parcel?.id ?? "", weightGrams: 900 });
  await expect(early).rejects.toMatchObject({ code: "invalid_order_state" });
});

test("an order that is cancelled has its label called off too", async () => {
  const order = await paid();
  const services = { ...shop.services, settings: { ...shop.services.settings, sandboxCarrier: true } };
  await bookShipment(services, { organizationId: shop.organizationId, orderId: order.orderId });
  await cancelOrder(shop.ctx, { orderId: order.orderId, reason: "changed my mind" });
  const before = shop.carrier.cancelled.length;
  const job = { organizationId: shop.organizationId, orderId: order.orderId };
  await cancelLabelsOfOrder(shop.services, job);
  await cancelLabelsOfOrder(shop.services, job);
  expect(shop.carrier.cancelled).toHaveLength(before + 1);
  expect(await labelsOf(order)).toMatchObject([{ state: "cancelled" }]);
});

test("what can be bought is what carriers sell for the weight, and what the shopper chose is suggested", async () => {
  const order = await paid(2);
  await shop.db.prisma.order.update({ where: { id: order.orderId }, data: { shippingMethod: "point" } });
  expect(await readLabelOptions(shop.ctx, order)).toMatchObject({
    weightGrams: 1_100,
    suggested: { carrier: "sandbox", service: "POINT" },
    carriers: [{ title: "Fake" }],
  });
  const heavy = await readLabelOptions(shop.ctx, { ...order, weightGrams: 20_000 });
  expect(heavy.carriers[0]?.services.map(({ code }) => code)).toEqual(["HOME", "BACK"]);
});

test("without the shop's address, or a carrier, or an order of this shop, nothing is asked for", async () => {
  const order = await paid();
  const buy = (part: object) => buyLabel(shop.ctx, { ...order, ...wish, ...part });
  await expect(buy({ carrier: "dhl" })).rejects.toMatchObject({ code: "shipping_method_unavailable" });
  await expect(buy({ orderId: newId() })).rejects.toMatchObject({ code: "not_found" });
  const stranger = await createTestShop({ db: shop.db });
  await expect(buyLabel(stranger.ctx, { ...order, ...wish })).rejects.toMatchObject({ code: "not_found" });
  const elsewhere = await createTestShop({ db: shop.db, settings: { sandboxCarrier: false } });
  await shop.db.prisma
    .$executeRaw`update locations set address = null where organization_id = ${elsewhere.organizationId}::uuid`;
  const { orderId } = await addOrder(elsewhere, { provider: "invoice" });
  const without = buyLabel(elsewhere.ctx, { orderId, ...wish });
  await expect(without).rejects.toMatchObject({ code: "address_invalid", details: { sender: "required" } });
  expect(await labelsOf(order)).toEqual([]);
});

test("references of labels made in one millisecond differ, and are 16 letters and digits", () => {
  const references = new Set(Array.from({ length: 10_000 }, () => labelReference(newId())));
  expect(references.size).toBe(10_000);
  for (const reference of references) expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
});

async function paid(quantity = 1): Promise<TestOrder> {
  const order = await addOrder(shop, { quantity, provider: "invoice" });
  const address = { name: "Aino", line1: "Hämeenkatu 5", postalCode: "33100", city: "Tampere", country: "FI" };
  await shop.db.prisma.order.update({ where: { id: order.orderId }, data: { shippingAddress: address } });
  await recordInvoicePayment(shop.ctx, { orderId: order.orderId });
  return order;
}

function labelsOf({ orderId }: TestOrder) {
  return shop.db.prisma.carrierLabel.findMany({ where: { shipment: { orderId } }, orderBy: { askedAt: "asc" } });
}
