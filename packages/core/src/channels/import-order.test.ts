import { afterAll, beforeAll, expect, test } from "vitest";

import type { ChannelOrder } from "@cartwright/integrations/contracts";

import { checkIntegrity } from "#jobs/check-integrity.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { sweepPayments } from "#payments/sweep-payments.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { channelLine, channelOrder } from "#testing/channel-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { importOrder } from "./import-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop({ connections: 24 });
});
afterAll(() => shop.close());

test("twenty imports of one order at once make one order, and get twenty equal answers", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 10 });
  const order = channelOrder({ lines: [channelLine({ sku, quantity: 2 })] });
  const answers = await Promise.all(Array.from({ length: 20 }, () => importOrder(shop.ctx, order)));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject({ status: "paid", total: { minor: 5000n, currency: "EUR" }, openShortfalls: 0 });
  expect(await shop.db.prisma.channelOrder.count({ where: { externalId: order.externalId } })).toBe(1);
  expect(await shop.db.prisma.order.count({ where: { email: order.buyer.email ?? "" } })).toBe(1);
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 10, reserved: 2, ledger: { onHand: 10, reserved: 2 } });
});

test("an order is as the channel charged it: lines by SKU, amounts, address, guest, and its money with the channel", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 10, price: 9999n });
  const order = channelOrder({
    lines: [
      channelLine({ sku, quantity: 3, unitPrice: "20.00", total: "50.00", taxIncluded: "10.16" }),
      channelLine({ kind: "charge", title: "Gift wrap", unitPrice: "4.00", total: "4.00" }),
    ],
    shipping: "6.90",
    tax: "1.10",
    discount: "5.00",
    total: "57.00",
  });
  const { orderId } = await importOrder(shop.ctx, order);
  const read = await readOrder(shop.ctx, { orderId });
  const eur = (minor: bigint) => ({ minor, currency: "EUR" });
  expect(read).toMatchObject({
    channel: "etsy",
    email: order.buyer.email,
    customerName: "Aino Virtanen",
    placedAt: order.placedAt,
    shippingAddress: { line1: "Mannerheimintie 1", country: "FI" },
    subtotal: eur(5400n),
    shipping: eur(690n),
    tax: eur(110n),
    taxIncluded: eur(1016n),
    discount: eur(500n),
    total: eur(5700n),
    captured: eur(5700n),
    lines: [
      { variantId, sku, quantity: 3, unitPrice: eur(2000n), discount: eur(1000n), total: eur(5000n) },
      { variantId: null, title: "Gift wrap", total: eur(400n), droppedQuantity: 1 },
    ],
    payments: [{ provider: "etsy", state: "captured", captured: eur(5700n) }],
  });
  const told = (await shop.events()).filter(({ aggregateId }) => aggregateId === orderId);
  expect(told).toMatchObject([
    { type: "order.created", data: { number: read.number, customerId: read.customerId } },
    { type: "order.paid", data: { status: "paid", total: { amount: "57.00" } } },
  ]);
});

test.each([
  { currency: "JPY", unitPrice: "1000", total: "3000", minor: 3000n },
  { currency: "KWD", unitPrice: "1.250", total: "3.75", minor: 3750n },
  { currency: "EUR", unitPrice: "3.33", total: "10.00", minor: 1000n },
])("$total $currency for three is $minor in the smallest unit, to the last of them", async (amounts) => {
  const { minor, ...charged } = amounts;
  const line = channelLine({ ...charged, quantity: 3, taxIncluded: "0" });
  const zero = { shipping: "0", discount: "0", tax: "0", refunded: "0" };
  const order = channelOrder({ ...zero, currency: charged.currency, total: charged.total, lines: [line] });
  const { orderId, total } = await importOrder(shop.ctx, order);
  expect(total).toEqual({ minor, currency: charged.currency });
  const [written] = (await readOrder(shop.ctx, { orderId })).lines;
  expect(written?.total.minor).toBe(minor);
});

test("what a total holds beyond its parts is a line of its own, what it lacks a discount, and without lines it is the line", async () => {
  const { sku } = await shop.addProduct({});
  const more = await importOrder(shop.ctx, channelOrder({ lines: [channelLine({ sku })], total: "27.50" }));
  const less = await importOrder(shop.ctx, channelOrder({ lines: [channelLine({ sku })], total: "24.00" }));
  const bare = await importOrder(shop.ctx, channelOrder({ lines: [], total: "12.00", externalNumber: "A1" }));
  const [a, b, c] = await Promise.all([more, less, bare].map(({ orderId }) => readOrder(shop.ctx, { orderId })));
  expect(a).toMatchObject({ lines: [{}, { title: "Other charges", total: { minor: 250n } }] });
  expect(b).toMatchObject({ discount: { minor: 100n }, total: { minor: 2400n } });
  expect(c).toMatchObject({ lines: [{ title: "Etsy order A1", total: { minor: 1200n }, droppedQuantity: 0 }] });
  await shipOrder(shop.ctx, { orderId: bare.orderId });
  expect(await readOrder(shop.ctx, { orderId: bare.orderId })).toMatchObject({ status: "shipped" });
});

test.each([
  { wrong: { total: "1.005" }, what: "more digits than the currency has" },
  { wrong: { shipping: "-1.00" }, what: "an amount below nothing" },
  { wrong: { total: "free" }, what: "an amount that is none" },
  { wrong: { currency: "euro" }, what: "a currency that is none" },
  { wrong: { refunded: "99.00" }, what: "a refund beyond the total" },
  { wrong: { lines: [channelLine({ quantity: 0, total: "0.00" })] }, what: "a quantity of nothing" },
] satisfies { wrong: Partial<ChannelOrder>; what: string }[])(
  "$what is refused, and nothing is written",
  async ({ wrong }) => {
    const order = channelOrder(wrong);
    await expect(importOrder(shop.ctx, order)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await shop.db.prisma.channelOrder.count({ where: { externalId: order.externalId } })).toBe(0);
  },
);

test("buyers whose e-mail is held back are one guest for each name that the channel has for them", async () => {
  const buyer = { externalId: "gid://shopify/Customer/77", email: null, name: null, phone: null };
  const import_ = async (order: Partial<ChannelOrder>) => {
    const { orderId } = await importOrder(
      shop.ctx,
      channelOrder({ channel: "shopify", lines: [], total: "1.00", ...order }),
    );
    return readOrder(shop.ctx, { orderId });
  };
  const first = await import_({ buyer });
  const second = await import_({ buyer });
  const nobody = await import_({ buyer: { ...buyer, externalId: null }, externalId: "1234" });
  expect(first.email).toBe("buyer-gid-shopify-customer-77@shopify.invalid");
  expect(second.customerId).toBe(first.customerId);
  expect(nobody).toMatchObject({ email: "order-1234@shopify.invalid", customerName: "Aino Virtanen" });
});

test("goods that are not there are taken as far as they are, and one shortfall tells what is missing", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 3 });
  const lines = [channelLine({ sku, quantity: 2 }), channelLine({ sku, quantity: 4 })];
  const { orderId, openShortfalls } = await importOrder(shop.ctx, channelOrder({ lines }));
  expect(openShortfalls).toBe(1);
  expect(await shortfalls(orderId)).toMatchObject([{ kind: "out_of_stock", missingQuantity: 3, resolvedAt: null }]);
  const read = await readOrder(shop.ctx, { orderId });
  expect(read.lines).toMatchObject([{ missingQuantity: 0 }, { missingQuantity: 3 }]);
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 3, available: 0, ledger: { onHand: 3, reserved: 3 } });
  // What is there can leave; the rest cannot, and the order is not done.
  await shipOrder(shop.ctx, { orderId });
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({ status: "paid", fulfillmentStatus: "partial" });
  await expect(shipOrder(shop.ctx, { orderId })).rejects.toMatchObject({ code: "invalid_order_state" });
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 0, reserved: 0, ledger: { onHand: 0, reserved: 0 } });
});

test("a SKU that nobody knows keeps its line and is flagged; nothing of it is taken", async () => {
  const order = channelOrder({ lines: [channelLine({ sku: "NO-SUCH", title: "Old mug", quantity: 2 })] });
  const { orderId } = await importOrder(shop.ctx, order);
  expect(await shortfalls(orderId)).toMatchObject([{ kind: "unknown_sku", missingQuantity: 2 }]);
  const read = await readOrder(shop.ctx, { orderId });
  expect(read.lines).toMatchObject([{ sku: "NO-SUCH", title: "Old mug", variantId: null, missingQuantity: 2 }]);
});

test("of the last unit, wanted here and at a channel at once, one sale is whole, and the other is refused or flagged", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { sku, variantId } = await shop.addProduct({ stock: 1 });
    const [placed, imported] = await Promise.allSettled([
      placeOrder(shop.guest(), {
        items: [{ variantId, quantity: 1 }],
        email: "web@example.com",
        paymentMethod: "invoice",
      }),
      importOrder(shop.ctx, channelOrder({ lines: [channelLine({ sku })] })),
    ]);
    if (imported.status === "rejected") throw imported.reason;
    if (placed.status === "rejected") expect(placed.reason).toMatchObject({ code: "out_of_stock" });
    const whole = (placed.status === "fulfilled" ? 1 : 0) + (imported.value.openShortfalls === 0 ? 1 : 0);
    expect(whole).toBe(1);
    expect(await shop.stock(variantId)).toMatchObject({ onHand: 1, available: 0, ledger: { onHand: 1, reserved: 1 } });
  }
});

test("ten channels that sell the last three at once: three orders are whole, seven flagged, and nothing is negative", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 3 });
  const imports = Array.from({ length: 10 }, () =>
    importOrder(shop.ctx, channelOrder({ lines: [channelLine({ sku })] })),
  );
  const flagged = (await Promise.all(imports)).reduce((sum, { openShortfalls }) => sum + openShortfalls, 0);
  expect(flagged).toBe(7);
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 3, available: 0, ledger: { onHand: 3, reserved: 3 } });
});

test("an order that the channel cancels gives its stock back once, its money is with the channel, and nobody else is asked", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 1 });
  const order = channelOrder({ lines: [channelLine({ sku, quantity: 3 })] });
  const { orderId } = await importOrder(shop.ctx, order);
  const cancelled = later(order, {
    cancelled: { at: new Date(), reason: "Buyer changed their mind" },
    refunded: "75.00",
  });
  const answers = await Promise.all(Array.from({ length: 8 }, () => importOrder(shop.ctx, cancelled)));
  for (const answer of answers) expect(answer).toMatchObject({ orderId, status: "cancelled", openShortfalls: 0 });
  const read = await readOrder(shop.ctx, { orderId });
  expect(read).toMatchObject({
    status: "cancelled",
    cancelReason: "Buyer changed their mind",
    paymentStatus: "refunded",
    refunded: { minor: 7500n },
    refunds: [{ state: "succeeded" }],
  });
  expect(await shortfalls(orderId)).toMatchObject([{ resolution: "cancelled" }]);
  expect(await shop.stock(variantId)).toMatchObject({ available: 1, ledger: { onHand: 1, reserved: 0 } });
});

test("an older state that comes late changes nothing", async () => {
  const { sku } = await shop.addProduct({});
  const pending = channelOrder({ lines: [channelLine({ sku })], paid: false });
  const paid = later(pending, { paid: true });
  const { orderId } = await importOrder(shop.ctx, paid);
  expect(await importOrder(shop.ctx, later(pending, { cancelled: { at: new Date(), reason: "?" } }, -1))).toMatchObject(
    {
      orderId,
      status: "paid",
    },
  );
});

test("an order that was not paid yet holds its stock, and is paid when the channel says so", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 5 });
  const order = channelOrder({ lines: [channelLine({ sku })], paid: false });
  const { orderId, status } = await importOrder(shop.ctx, order);
  expect(status).toBe("pending");
  expect(await shop.stock(variantId)).toMatchObject({ available: 4 });
  await importOrder(shop.ctx, later(order, { paid: true }));
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({
    status: "paid",
    captured: { minor: 2500n },
    payments: [{ state: "captured" }],
  });
});

test("what the channel's seller shipped elsewhere leaves our shelf, with the parcel that the channel knows", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 1 });
  const line = channelLine({ sku, quantity: 2 });
  const order = channelOrder({ lines: [line] });
  const { orderId } = await importOrder(shop.ctx, order);
  const parcel = { carrier: "posti", trackingNumber: "JJFI1" };
  await importOrder(shop.ctx, later(order, { lines: [{ ...line, shippedQuantity: 2 }], parcel }));
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({
    status: "shipped",
    lines: [{ shippedQuantity: 2, missingQuantity: 0 }],
    shipments: [{ carrier: "posti", trackingNumber: "JJFI1", state: "shipped" }],
  });
  expect(await shortfalls(orderId)).toMatchObject([{ resolution: "shipped" }]);
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 0, reserved: 0, ledger: { onHand: 0, reserved: 0 } });
});

test("orders that had left before the store was connected, and those of the channel's own warehouse, are nothing to our shelf", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 2 });
  const lines = [channelLine({ sku, quantity: 2, shippedQuantity: 2 })];
  const placedAt = new Date("2026-10-01T00:00:00Z");
  const old = await importOrder(shop.ctx, channelOrder({ lines, placedAt }));
  const theirs = await importOrder(shop.ctx, channelOrder({ channel: "amazon", lines, fulfilledByChannel: true }));
  for (const answer of [old, theirs]) expect(answer).toMatchObject({ status: "shipped", openShortfalls: 0 });
  expect(await shop.stock(variantId)).toMatchObject({ onHand: 2, available: 2, ledger: { onHand: 2, reserved: 0 } });
});

test("a cancellation of what has left is written down once, and changes nothing", async () => {
  const { sku } = await shop.addProduct({});
  const order = channelOrder({ lines: [channelLine({ sku })] });
  const { orderId } = await importOrder(shop.ctx, order);
  await shipOrder(shop.ctx, { orderId });
  const cancelled = { at: new Date(), reason: "Lost" };
  await importOrder(shop.ctx, later(order, { cancelled }));
  await importOrder(shop.ctx, later(order, { cancelled }, 2));
  const read = await readOrder(shop.ctx, { orderId });
  expect(read.status).toBe("shipped");
  expect(read.timeline.filter(({ event }) => event === "channel.cancel_too_late")).toHaveLength(1);
});

test("refunds of staff wait for the channel, are never sent to a provider, and are settled by what the channel gave back", async () => {
  const { sku } = await shop.addProduct({});
  const order = channelOrder({ lines: [channelLine({ sku })] });
  const { orderId } = await importOrder(shop.ctx, order);
  const refund = await refundOrder(shop.ctx, { orderId, amountMinor: 1000n, reason: "Scratched", refundKey: "a" });
  expect(refund.state).toBe("pending");
  shop.clock.advance(120_000);
  expect(await sweepPayments(shop.services)).toMatchObject({ delayed: 0 });
  await importOrder(shop.ctx, later(order, { refunded: "15.00" }));
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({
    paymentStatus: "partially_refunded",
    refunded: { minor: 1500n },
    refunds: [
      { state: "succeeded", reason: "Scratched", amount: { minor: 1000n } },
      { state: "succeeded", reason: "Refunded at Etsy", amount: { minor: 500n } },
    ],
  });
});

test("a cancel by staff waits for the channel to give the money back, and yields to what it gave", async () => {
  const { sku, variantId } = await shop.addProduct({ stock: 4 });
  const order = channelOrder({ lines: [channelLine({ sku })] });
  const { orderId } = await importOrder(shop.ctx, order);
  await cancelOrder(shop.ctx, { orderId, reason: "Broken" });
  expect(await shop.stock(variantId)).toMatchObject({ available: 4 });
  expect((await readOrder(shop.ctx, { orderId })).refunds).toMatchObject([{ state: "pending" }]);
  await importOrder(shop.ctx, later(order, { refunded: "20.00" }));
  expect(await readOrder(shop.ctx, { orderId })).toMatchObject({
    status: "cancelled",
    refunded: { minor: 2000n },
    refunds: [{ state: "failed" }, { state: "succeeded", amount: { minor: 2000n } }],
  });
});

test("after all of this, stock and money add up", async () => {
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

function later(order: ChannelOrder, state: Partial<ChannelOrder>, hours = 1): ChannelOrder {
  return { ...order, ...state, updatedAt: new Date(order.updatedAt.getTime() + hours * 3_600_000) };
}

function shortfalls(orderId: string) {
  return shop.db.prisma.channelShortfall.findMany({ where: { orderId } });
}
