import { afterAll, beforeAll, expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { shipOrder } from "#shipping/ship-order.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { recordInvoicePayment } from "./record-invoice-payment.ts";
import { refundOrder } from "./refund-order.ts";
import { settleRefund } from "./settle-refund.ts";
import { startPayment } from "./start-payment.ts";
import { syncPayment } from "./sync-payment.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const reason = "arrived broken";

test("ten refunds at once of a third each: three are given, seven refused, and never more than was captured", async () => {
  const order = await paid({ quantity: 3 });
  const refunds = Array.from({ length: 10 }, (_, index) =>
    refundOrder(shop.ctx, { orderId: order.orderId, amountMinor: 1_999n, reason, refundKey: `key-${index}` }),
  );
  const results = await Promise.allSettled(refunds);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ code: "refund_exceeds_captured", details: { currency: "EUR" } });
  }
  expect(await read(order)).toMatchObject({ refundedMinor: order.totalMinor, paymentStatus: "refunded" });
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: order.totalMinor });
});

test("the same refund asked for ten times at once is one refund", async () => {
  const order = await paid({ quantity: 3 });
  const once = { orderId: order.orderId, amountMinor: 500n, reason, refundKey: "same" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => refundOrder(shop.ctx, once)));
  expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
  expect(await read(order)).toMatchObject({
    refundedMinor: 500n,
    paymentStatus: "partially_refunded",
    refunds: [{ state: "succeeded" }],
  });
  expect(await refundEvents(order)).toMatchObject([{ refund: { amount: "5.00", currency: "EUR" }, reason }]);
});

test("without an amount all that is left is given back, and then nothing more", async () => {
  const order = await paid({ quantity: 3 });
  await refundOrder(shop.ctx, { orderId: order.orderId, amountMinor: 1n, reason, refundKey: "1" });
  const rest = await refundOrder(shop.ctx, { orderId: order.orderId, reason, refundKey: "2" });
  expect(rest).toMatchObject({ state: "succeeded", amount: { minor: 5_996n, currency: "EUR" } });
  const again = refundOrder(shop.ctx, { orderId: order.orderId, reason, refundKey: "3" });
  await expect(again).rejects.toMatchObject({ code: "refund_exceeds_captured" });
});

test("an order that is not paid has nothing to refund", async () => {
  const { orderId } = await addOrder(shop);
  await expect(refundOrder(shop.ctx, { orderId, reason, refundKey: "1" })).rejects.toMatchObject({
    code: "refund_exceeds_captured",
  });
});

test.for([{ amountMinor: 0n }, { amountMinor: -5n }])(
  "an amount of $amountMinor is no refund",
  async ({ amountMinor }) => {
    const { orderId } = await paid();
    const refund = refundOrder(shop.ctx, { orderId, amountMinor, reason, refundKey: "1" });
    await expect(refund).rejects.toMatchObject({ code: "invalid_input" });
  },
);

test("returned units go back on the shelf once, and their prices add up to the line", async () => {
  const order = await paid({ quantity: 3 });
  await shipOrder(shop.ctx, { orderId: order.orderId });
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 7, reserved: 0 });
  const back = (quantity: number, refundKey: string) =>
    refundOrder(shop.ctx, {
      orderId: order.orderId,
      lines: [{ lineId: order.lineId, quantity, restock: true }],
      reason,
      refundKey,
    });
  const [first] = await Promise.all([back(1, "a"), back(1, "a")]);
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 8, ledger: { onHand: 8 } });
  expect(await read(order)).toMatchObject({ returnStatus: "partial", lines: [{ refundedQuantity: 1 }] });
  const second = await back(2, "b");
  expect(first.amount.minor + second.amount.minor).toBe(order.totalMinor);
  expect(await read(order)).toMatchObject({ returnStatus: "returned", paymentStatus: "refunded" });
  expect(await shop.stock(order.variantId)).toMatchObject({ onHand: 10, ledger: { onHand: 10 } });
  await expect(back(1, "c")).rejects.toMatchObject({ code: "refund_exceeds_captured" });
});

test("goods that have not left cannot come back, and no line is counted twice", async () => {
  const order = await paid({ quantity: 2 });
  const line = { lineId: order.lineId, quantity: 1 };
  const wish = (lines: readonly { lineId: string; quantity: number; restock?: boolean }[], refundKey: string) =>
    refundOrder(shop.ctx, { orderId: order.orderId, lines, reason, refundKey });
  await expect(wish([{ ...line, restock: true }], "1")).rejects.toMatchObject({ code: "invalid_order_state" });
  await expect(wish([line, line], "2")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(wish([{ ...line, quantity: 3 }], "3")).rejects.toMatchObject({ code: "refund_exceeds_captured" });
  await expect(wish([{ ...line, lineId: order.orderId }], "4")).rejects.toMatchObject({ code: "not_found" });
  expect(await read(order)).toMatchObject({ refundedMinor: 0n, refunds: [], lines: [{ refundedQuantity: 0 }] });
});

test("a refused refund is undone in full: money, lines, status", async () => {
  const order = await paid({ quantity: 2 });
  shop.stripe.failNext("refund", new ProviderRefusedError("no", { code: "charge_disputed" }));
  const lines = [{ lineId: order.lineId, quantity: 1 }];
  const refused = await refundOrder(shop.ctx, { orderId: order.orderId, lines, reason, refundKey: "1" });
  expect(refused).toMatchObject({ state: "failed", failureCode: "charge_disputed" });
  const after = await read(order);
  expect(after).toMatchObject({
    refundedMinor: 0n,
    paymentStatus: "paid",
    lines: [{ refundedQuantity: 0 }],
    payments: [{ refundedMinor: 0n }],
  });
  expect(await refundEvents(order)).toEqual([]);
  expect(await refundOrder(shop.ctx, { orderId: order.orderId, lines, reason, refundKey: "2" })).toMatchObject({
    state: "succeeded",
  });
});

test("a refund whose answer was lost is settled later, and the money moves once", async () => {
  const order = await paid();
  shop.stripe.failNext("refund", new ProviderUnavailableError("the answer was lost"), "after");
  const asked = await refundOrder(shop.ctx, { orderId: order.orderId, reason, refundKey: "1" });
  expect(asked.state).toBe("pending");
  await Promise.all([settleRefund(shop.ctx, asked), settleRefund(shop.ctx, asked), settleRefund(shop.ctx, asked)]);
  expect(await read(order)).toMatchObject({ refunds: [{ state: "succeeded" }], refundedMinor: order.totalMinor });
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: order.totalMinor });
  expect(await refundEvents(order)).toHaveLength(1);
});

test("a refund that the bank sends back days later counts as not given", async () => {
  const order = await paid();
  const { refundId } = await refundOrder(shop.ctx, { orderId: order.orderId, reason, refundKey: "1" });
  const failed = {
    providerRefundId: `re_${refundId}`,
    state: "failed",
    amountMinor: order.totalMinor,
    failureCode: "lost_or_stolen_card",
  } as const;
  const ctx = { ...shop.ctx, payments: { stripe: { ...shop.stripe, refund: async () => failed } } };
  await settleRefund(ctx, { refundId });
  expect(await read(order)).toMatchObject({ refunds: [{ state: "succeeded" }] });
  await Promise.all([settleRefund(ctx, { refundId, recheck: true }), settleRefund(ctx, { refundId, recheck: true })]);
  expect(await read(order)).toMatchObject({ paymentStatus: "paid", refundedMinor: 0n, refunds: [{ state: "failed" }] });
});

test("staff records an invoice's payment once; a card order is not theirs to mark", async () => {
  const invoice = await addOrder(shop, { provider: "invoice" });
  expect(await startPayment(shop.ctx, { orderId: invoice.orderId })).toEqual({ paymentUrl: null });
  const staff = await shop.member("staff");
  const marks = await Promise.allSettled(
    Array.from({ length: 6 }, () => recordInvoicePayment(staff, { orderId: invoice.orderId })),
  );
  expect(marks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await read(invoice)).toMatchObject({
    status: "paid",
    capturedMinor: invoice.totalMinor,
    payments: [{ state: "captured" }],
  });
  await refundOrder(staff, { orderId: invoice.orderId, amountMinor: 1n, reason, refundKey: "1" }).catch(
    (error: unknown) => expect(error).toBeNull(),
  );
  const card = await addOrder(shop);
  await expect(recordInvoicePayment(staff, { orderId: card.orderId })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

async function paid(wish: Parameters<typeof addOrder>[1] = {}): Promise<TestOrder> {
  const order = await addOrder(shop, wish);
  await startPayment(shop.ctx, { orderId: order.orderId });
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

async function read({ orderId }: TestOrder) {
  const include = { payments: true, refunds: true, lines: true } as const;
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include });
}

async function refundEvents({ orderId }: TestOrder) {
  const rows = await shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: orderId, type: "order.refunded" } });
  return rows.map(({ payload }) => payload);
}
