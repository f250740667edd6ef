import { afterAll, beforeAll, expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";
import { rounds } from "#testing/rounds.ts";

import { retryPayment } from "./retry-payment.ts";
import { startPayment } from "./start-payment.ts";
import { syncPayment } from "./sync-payment.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

test("twenty starts at once open one session and all give its address", async () => {
  const { orderId, paymentId } = await addOrder(shop);
  const started = await Promise.all(Array.from({ length: 20 }, () => startPayment(shop.ctx, { orderId })));
  expect(new Set(started.map(({ paymentUrl }) => paymentUrl))).toEqual(
    new Set([`https://pay.test/stripe_${paymentId}`]),
  );
  const keys = shop.stripe.calls
    .filter(({ call, key }) => call === "create" && key?.includes(orderId))
    .map(({ key }) => key);
  expect(new Set(keys)).toEqual(new Set([`order:${orderId}:pay:1`]));
});

test("a provider that is away leaves the payment to be started later", async () => {
  const { orderId } = await addOrder(shop);
  shop.stripe.failNext("create", new ProviderUnavailableError("away", { retryAfterMs: 5_000 }), "after");
  await expect(startPayment(shop.ctx, { orderId })).rejects.toMatchObject({
    code: "provider_unavailable",
    details: { retryAfterMs: 5_000 },
  });
  expect(await startPayment(shop.ctx, { orderId })).toEqual({
    paymentUrl: expect.stringContaining("https://pay.test/"),
  });
});

test("a refused start fails the payment, and the next try has a key of its own", async () => {
  const { orderId } = await addOrder(shop);
  shop.stripe.failNext("create", new ProviderRefusedError("no", { code: "amount_too_small" }));
  await expect(startPayment(shop.ctx, { orderId })).rejects.toMatchObject({ code: "payment_failed" });
  expect(await readOrder(orderId)).toMatchObject({ status: "pending", paymentStatus: "failed" });
  const tries = await Promise.all([retryPayment(shop.ctx, { orderId }), retryPayment(shop.ctx, { orderId })]);
  expect(tries[0]).toEqual(tries[1]);
  const order = await readOrder(orderId);
  expect(order.payments.map(({ attempt, state, failureCode }) => ({ attempt, state, failureCode }))).toEqual([
    { attempt: 1, state: "failed", failureCode: "amount_too_small" },
    { attempt: 2, state: "pending", failureCode: null },
  ]);
});

test("after a decline the shopper may try again while the hold lasts, and not after", async () => {
  const { orderId, paymentId } = await started();
  shop.stripe.decline(orderId);
  await syncPayment(shop.ctx, { paymentId });
  expect(await readOrder(orderId)).toMatchObject({ status: "pending", paymentStatus: "failed" });
  await retryPayment(shop.ctx, { orderId });
  shop.stripe.approve(orderId);
  const second = (await readOrder(orderId)).payments[1];
  expect(await syncPayment(shop.ctx, { paymentId: second?.id ?? "" })).toMatchObject({ orderStatus: "paid" });
  await expect(retryPayment(shop.ctx, { orderId })).rejects.toMatchObject({ code: "invalid_order_state" });

  const late = await started();
  shop.stripe.decline(late.orderId);
  await syncPayment(shop.ctx, { paymentId: late.paymentId });
  shop.clock.advance(15 * 60_000);
  await expect(retryPayment(shop.ctx, { orderId: late.orderId })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

test(
  "webhook and return page race over and over: one order, one capture, one order.paid each",
  { timeout: 60_000 },
  async () => {
    const races = rounds(200);
    const { variantId } = await shop.addProduct({ stock: races });
    for (let round = 0; round < races; round += 1) {
      const order = await started({ variantId });
      shop.stripe.approve(order.orderId);
      const sessionId = `stripe_${order.paymentId}`;
      await Promise.all([
        syncPayment(shop.ctx, { sessionId }),
        syncPayment(shop.guest(), { paymentId: order.paymentId }),
        syncPayment(shop.ctx, { sessionId }),
      ]);
      const after = await readOrder(order.orderId);
      expect(after).toMatchObject({
        status: "paid",
        paymentStatus: "paid",
        capturedMinor: order.totalMinor,
        refundedMinor: 0n,
      });
      expect(await eventsOf(order)).toEqual(["order.paid"]);
      expect(await auditOf(order)).toEqual(["order.paid", "payment.captured"]);
    }
    expect(await shop.stock(variantId)).toMatchObject({
      onHand: races,
      reserved: races,
      ledger: { onHand: races, reserved: races },
    });
  },
);

test("an order paid by a second try gives back what the first try still brings", async () => {
  const order = await started();
  shop.stripe.decline(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  await retryPayment(shop.ctx, { orderId: order.orderId });
  shop.stripe.approve(order.orderId);
  const second = (await readOrder(order.orderId)).payments[1]?.id ?? "";
  await syncPayment(shop.ctx, { paymentId: second });
  // The bank of the first try changes its mind: the provider now says that it was captured after all.
  const truth = shop.stripe.paymentOf(order.orderId);
  if (truth === null) throw new Error("the second payment is gone");
  const late = { ...truth, sessionId: `stripe_${order.paymentId}`, providerPaymentId: `pi_stripe_${order.paymentId}` };
  const ctx = {
    ...shop.ctx,
    payments: { stripe: { ...shop.stripe, retrieve: async () => late, refund: async () => refunded } },
  };
  await Promise.all([
    syncPayment(ctx, { paymentId: order.paymentId }),
    syncPayment(ctx, { paymentId: order.paymentId }),
  ]);
  const after = await readOrder(order.orderId);
  expect(after).toMatchObject({
    status: "paid",
    capturedMinor: order.totalMinor * 2n,
    refundedMinor: order.totalMinor,
  });
  expect(after.refunds).toMatchObject([{ state: "succeeded", reason: "Paid twice", amountMinor: order.totalMinor }]);
  expect(await eventsOf(order)).toEqual(["order.paid", "order.refunded"]);
});

const refunded = { providerRefundId: "re_late", state: "succeeded", amountMinor: 1_999n, failureCode: null } as const;

test("old news changes nothing: a payment that was captured stays captured", async () => {
  const order = await started();
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  const { applyProviderPayment } = await import("./apply-provider-payment.ts");
  const truth = shop.stripe.paymentOf(order.orderId);
  if (truth === null) throw new Error("the payment is gone");
  const payment = { id: order.paymentId, orderId: order.orderId };
  for (const state of ["open", "authorized", "failed", "voided", "expired", "captured"] as const) {
    await applyProviderPayment(shop.ctx, payment, { ...truth, state });
  }
  const after = await readOrder(order.orderId);
  expect(after).toMatchObject({ status: "paid", paymentStatus: "paid", capturedMinor: order.totalMinor });
  expect(after.payments).toMatchObject([{ state: "captured" }]);
  expect(await eventsOf(order)).toEqual(["order.paid"]);
});

test("a payment of another organization is not found", async () => {
  const order = await started();
  const other = await createTestShop({ db: shop.db });
  await expect(syncPayment(other.ctx, { paymentId: order.paymentId })).rejects.toMatchObject({ code: "not_found" });
  await expect(startPayment(other.ctx, { orderId: order.orderId })).rejects.toMatchObject({ code: "not_found" });
});

async function started(wish: Parameters<typeof addOrder>[1] = {}): Promise<TestOrder> {
  const order = await addOrder(shop, wish);
  await startPayment(shop.ctx, { orderId: order.orderId });
  return order;
}

async function readOrder(orderId: string) {
  const include = { payments: { orderBy: { attempt: "asc" } }, refunds: true } as const;
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include });
}

async function eventsOf({ orderId }: TestOrder): Promise<string[]> {
  const rows = await shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: orderId }, orderBy: { id: "asc" } });
  return rows.map(({ type }) => type);
}

async function auditOf({ orderId }: TestOrder): Promise<string[]> {
  const rows = await shop.db.prisma.auditLog.findMany({ where: { subjectId: orderId } });
  return rows.map(({ action }) => action).toSorted();
}
