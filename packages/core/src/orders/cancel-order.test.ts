import { afterAll, beforeAll, expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";

import { expireUnpaidOrder } from "#payments/expire-unpaid-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { sweepPayments } from "#payments/sweep-payments.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type FakeProvider, type TestShop } from "#testing/index.ts";
import { rounds } from "#testing/rounds.ts";

import { cancelOrder } from "./cancel-order.ts";
import { mayMove, orderMoves } from "./order-states.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop({ settings: { sandboxCarrier: false } });
});
afterAll(() => shop.close());

const reason = "changed my mind";

test("ten cancels at once of a paid order: stock back once, money back once, one event, nine refusals", async () => {
  const order = await paid({ quantity: 3 });
  const attempts = Array.from({ length: 10 }, () => cancelOrder(shop.ctx, { orderId: order.orderId, reason }));
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "invalid_order_state" });
  const after = await read(order);
  expect(after).toMatchObject({
    status: "cancelled",
    paymentStatus: "refunded",
    refundedMinor: order.totalMinor,
    cancelReason: reason,
  });
  expect(after.refunds).toMatchObject([{ state: "succeeded", amountMinor: order.totalMinor }]);
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: order.totalMinor });
  expect(await shop.stock(order.variantId)).toMatchObject({
    onHand: 10,
    reserved: 0,
    ledger: { onHand: 10, reserved: 0 },
  });
  const refunded = { amount: "59.97", currency: "EUR" };
  expect(await events(order)).toMatchObject([
    { type: "order.paid" },
    { type: "order.cancelled", payload: { status: "cancelled", reason, refunded } },
    { type: "order.refunded", payload: { refund: refunded } },
  ]);
  expect(await audit(order)).toContain("order.cancelled");
});

test("what was scarce is told when it is back, what there was plenty of is not", async () => {
  const scarce = await shop.addProduct({ stock: 4, lowStockThreshold: 5 });
  const plenty = await shop.addProduct({ stock: 50, lowStockThreshold: 5 });
  for (const { variantId } of [scarce, plenty]) {
    const { orderId } = await addOrder(shop, { variantId, quantity: 2 });
    await cancelOrder(shop.ctx, { orderId, reason });
  }
  const told = (await shop.events("inventory.changed")).map(({ data }) => data);
  expect(told).toContainEqual({ variantId: scarce.variantId, sku: scarce.sku, available: 4 });
  expect(JSON.stringify(told)).not.toContain(plenty.variantId);
});

test("cancelling an unpaid order closes its payment at the provider, and nothing is refunded", async () => {
  const order = await started();
  await cancelOrder(shop.ctx, { orderId: order.orderId, reason });
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ state: "voided" });
  const after = await read(order);
  expect(after).toMatchObject({
    status: "cancelled",
    paymentStatus: "voided",
    refunds: [],
    payments: [{ state: "voided" }],
  });
  expect(await events(order)).toMatchObject([{ type: "order.cancelled", payload: { refunded: null } }]);
});

test(
  "a cancel and a payment that race end with the money back, or with nothing taken, never with money and no order",
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < rounds(40); round += 1) {
      const order = await started();
      const shopper = async () => {
        if (round % 2 === 0) await Promise.resolve();
        if (shop.stripe.paymentOf(order.orderId)?.state === "open") shop.stripe.approve(order.orderId);
        await syncPayment(shop.ctx, { paymentId: order.paymentId });
      };
      await Promise.all([cancelOrder(shop.ctx, { orderId: order.orderId, reason }), shopper()]);
      const truth = shop.stripe.paymentOf(order.orderId);
      const after = await read(order);
      expect(after.status).toBe("cancelled");
      expect(truth?.refundedMinor).toBe(truth?.capturedMinor);
      expect(after).toMatchObject({ capturedMinor: truth?.capturedMinor, refundedMinor: truth?.refundedMinor });
      expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 0, ledger: { reserved: 0 } });
    }
  },
);

test("money that arrives for a cancelled order is given back without anybody asking", async () => {
  const order = await started();
  shop.stripe.failNext("void", new ProviderUnavailableError("away"));
  await cancelOrder(shop.ctx, { orderId: order.orderId, reason });
  shop.stripe.approve(order.orderId);
  await Promise.all([
    syncPayment(shop.ctx, { paymentId: order.paymentId }),
    syncPayment(shop.ctx, { paymentId: order.paymentId }),
  ]);
  const after = await read(order);
  expect(after).toMatchObject({
    status: "cancelled",
    capturedMinor: order.totalMinor,
    refundedMinor: order.totalMinor,
    paymentStatus: "refunded",
  });
  expect(after.refunds).toMatchObject([{ state: "succeeded", reason: "Paid after the order was cancelled" }]);
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: order.totalMinor });
});

test("while the provider is away the order is cancelled all the same, and the sweep closes and refunds later", async () => {
  const [unpaid, payed] = [await started(), await paid()];
  shop.stripe.failNext("void", new ProviderUnavailableError("away"));
  shop.stripe.failNext("refund", new ProviderUnavailableError("away"), "after");
  await cancelOrder(shop.ctx, { orderId: unpaid.orderId, reason });
  await cancelOrder(shop.ctx, { orderId: payed.orderId, reason });
  expect((await read(payed)).refunds).toMatchObject([{ state: "pending" }]);
  shop.clock.advance(31_000);
  await Promise.all([sweepPayments(shop.services), sweepPayments(shop.services)]);
  expect(shop.stripe.paymentOf(unpaid.orderId)).toMatchObject({ state: "voided" });
  expect(await read(unpaid)).toMatchObject({ payments: [{ state: "voided" }] });
  expect(await read(payed)).toMatchObject({ paymentStatus: "refunded", refunds: [{ state: "succeeded" }] });
  expect(shop.stripe.paymentOf(payed.orderId)).toMatchObject({ refundedMinor: payed.totalMinor });
  expect((await events(payed)).filter(({ type }) => type === "order.refunded")).toHaveLength(1);
});

test("a refund that the provider refuses is undone, and can be asked for again", async () => {
  const order = await paid();
  shop.stripe.failNext("refund", new ProviderRefusedError("no", { code: "charge_disputed" }));
  await cancelOrder(shop.ctx, { orderId: order.orderId, reason });
  const after = await read(order);
  expect(after).toMatchObject({ status: "cancelled", paymentStatus: "paid", refundedMinor: 0n });
  expect(after.refunds).toMatchObject([{ state: "failed", failureCode: "charge_disputed" }]);
});

test("every move that the table does not list is refused, and changes nothing", async () => {
  const states = Object.keys(orderMoves) as (keyof typeof orderMoves)[];
  const allowed = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`));
  expect(allowed).toEqual([
    "pending → paid",
    "pending → cancelled",
    "paid → shipped",
    "paid → cancelled",
    "shipped → delivered",
  ]);
  for (const status of ["shipped", "delivered", "cancelled"] as const) {
    const order = await addOrder(shop);
    await shop.db.prisma.order.update({ where: { id: order.orderId }, data: { status } });
    const before = await everything(order);
    await expect(cancelOrder(shop.ctx, { orderId: order.orderId, reason })).rejects.toMatchObject({
      code: "invalid_order_state",
    });
    await expect(shipOrder(shop.ctx, { orderId: order.orderId })).rejects.toMatchObject({
      code: "invalid_order_state",
    });
    expect(await everything(order)).toEqual(before);
  }
});

test("an order of which a parcel has left is not cancelled", async () => {
  const order = await paid({ quantity: 2 });
  await shipOrder(shop.ctx, { orderId: order.orderId, lines: [{ lineId: order.lineId, quantity: 1 }] });
  await expect(cancelOrder(shop.ctx, { orderId: order.orderId, reason })).rejects.toMatchObject({
    code: "invalid_order_state",
  });
});

test("an order of another organization cannot be cancelled", async () => {
  const other = await createTestShop({ db: shop.db });
  const { orderId } = await addOrder(shop);
  await expect(cancelOrder(other.ctx, { orderId, reason })).rejects.toMatchObject({ code: "not_found" });
});

test("an unpaid order keeps its hold until its time is up, then gives it back once", async () => {
  const order = await started({ quantity: 2 });
  expect(await expireUnpaidOrder(shop.ctx, { orderId: order.orderId })).toBe("not_due");
  expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 2 });
  shop.clock.advance(15 * 60_000);
  await Promise.all(Array.from({ length: 8 }, () => expireUnpaidOrder(shop.ctx, { orderId: order.orderId })));
  expect(await read(order)).toMatchObject({
    status: "cancelled",
    cancelReason: "not paid in time",
    payments: [{ state: "voided" }],
  });
  expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 0, ledger: { reserved: 0 } });
  expect(await events(order)).toMatchObject([{ type: "order.cancelled" }]);
});

test(
  "an expiry and a payment that race use the hold once: paid and kept, or cancelled and given back",
  { timeout: 60_000 },
  async () => {
    const ends = new Set<string>();
    for (let round = 0; round < rounds(40); round += 1) {
      const order = await started();
      shop.clock.advance(15 * 60_000);
      const closed = Promise.withResolvers<void>();
      const voiding: FakeProvider["void"] = async (ref) => {
        const truth = await shop.stripe.void(ref);
        closed.resolve();
        return truth;
      };
      const ctx = { ...shop.ctx, payments: { stripe: { ...shop.stripe, void: voiding } } };
      const shopper = async () => {
        // Pays at once, somewhat later, or a moment after the provider closed the page.
        if (round % 4 === 3) await closed.promise;
        else for (let i = 0; i < round % 4; i += 1) await shop.db.prisma.order.count();
        if (shop.stripe.paymentOf(order.orderId)?.state === "open") shop.stripe.approve(order.orderId);
        await syncPayment(shop.ctx, { paymentId: order.paymentId });
      };
      await Promise.all([expireUnpaidOrder(ctx, { orderId: order.orderId }), shopper()]);
      const { status, capturedMinor, refundedMinor } = await read(order);
      ends.add(status);
      expect(capturedMinor).toBe(shop.stripe.paymentOf(order.orderId)?.capturedMinor);
      expect(capturedMinor - refundedMinor).toBe(status === "paid" ? order.totalMinor : 0n);
      expect(await shop.stock(order.variantId)).toMatchObject({ reserved: status === "paid" ? 1 : 0 });
    }
    expect(ends).toEqual(new Set(["paid", "cancelled"]));
  },
);

test("while the provider cannot be asked, a due order is not cancelled: somebody may be paying", async () => {
  // A shop on a database of its own: the sweep visits everything that is due.
  const alone = await createTestShop({ connections: 4 });
  const order = await addOrder(alone);
  await startPayment(alone.ctx, order);
  alone.clock.advance(15 * 60_000);
  alone.stripe.failNext("void", new ProviderUnavailableError("away"));
  alone.stripe.failNext("retrieve", new ProviderUnavailableError("away"));
  expect(await sweepPayments(alone.services)).toMatchObject({ expired: 0, delayed: 2 });
  const status = async () => (await alone.db.prisma.order.findUniqueOrThrow({ where: { id: order.orderId } })).status;
  expect(await status()).toBe("pending");
  alone.stripe.approve(order.orderId);
  await sweepPayments(alone.services);
  expect(await status()).toBe("paid");
  await alone.close();
});

async function started(wish: Parameters<typeof addOrder>[1] = {}): Promise<TestOrder> {
  const order = await addOrder(shop, wish);
  await startPayment(shop.ctx, { orderId: order.orderId });
  return order;
}

async function paid(wish: Parameters<typeof addOrder>[1] = {}): Promise<TestOrder> {
  const order = await started(wish);
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

async function read({ orderId }: TestOrder) {
  return shop.db.prisma.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { payments: true, refunds: true, shipments: true },
  });
}

async function events({ orderId }: TestOrder) {
  const select = { type: true, payload: true } as const;
  return shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: orderId }, orderBy: { id: "asc" }, select });
}

async function audit({ orderId }: TestOrder): Promise<string[]> {
  const rows = await shop.db.prisma.auditLog.findMany({ where: { subjectId: orderId }, orderBy: { at: "asc" } });
  return rows.map(({ action }) => action);
}

async function everything(order: TestOrder) {
  return {
    order: await read(order),
    events: await events(order),
    audit: await audit(order),
    stock: await shop.stock(order.variantId),
  };
}
