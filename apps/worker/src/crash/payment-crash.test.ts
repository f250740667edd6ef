import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test } from "vitest";

import type { Services } from "@cartwright/core";
import { startPayment } from "@cartwright/core/payments/start-payment";
import { sweepPayments } from "@cartwright/core/payments/sweep-payments";
import { syncPayment } from "@cartwright/core/payments/sync-payment";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { addOrder, type TestOrder } from "@cartwright/core/testing/add-order";
import { createStripeProvider, type StripeProvider } from "@cartwright/integrations/stripe";
import { type SandboxProcess, startSandbox } from "@cartwright/integrations/testing";

import { type KillingProxy, openKillingProxy } from "./killing-proxy.ts";

let shop: TestShop;
let sandbox: SandboxProcess;
let proxy: KillingProxy;
let stripe: StripeProvider;
let later: Services;

beforeAll(async () => {
  [shop, sandbox] = await Promise.all([createTestShop(), startSandbox()]);
  proxy = await openKillingProxy(sandbox.url);
  stripe = createStripeProvider({ secretKey: "sk_test_crash", webhookSecrets: "whsec_x", apiBase: sandbox.url });
  later = { ...shop.services, payments: { stripe }, now: () => new Date(Date.now() + 31_000) };
});

afterAll(async () => {
  await proxy.close();
  await sandbox.stop();
  await shop.close();
});

test("killed after Stripe opened the session, before we wrote it down: the sweep finds the same session", async () => {
  const order = await addOrder(shop);
  await runUntilKilled(order, "start", { at: /POST \/v1\/checkout\/sessions$/ });
  expect(await read(order)).toMatchObject({ payments: [{ state: "created", providerSessionId: null }] });
  await sweepPayments(later);
  const [payment] = (await read(order)).payments;
  expect(payment).toMatchObject({ state: "pending", redirectUrl: expect.stringContaining("/pay/cs_test_") });
  await sandbox.pay(payment?.providerSessionId ?? "", { outcome: "approve", noWebhook: true });
  await sweepPayments({ ...later, now: () => new Date(Date.now() + 120_000) });
  await expectPaidOnce(order);
});

test("killed between charge and commit: Stripe has said that it is paid, nothing is written; the sweep makes it one paid order", async () => {
  const order = await payedAtStripe();
  await runUntilKilled(order, "sync", { at: /GET \/v1\/checkout\/sessions\// });
  expect(await read(order)).toMatchObject({ status: "pending", capturedMinor: 0n });
  await Promise.all([sweepPayments(later), sweepPayments(later)]);
  await expectPaidOnce(order);
});

test("killed between commit and answer: it is paid, and whoever asks again learns that, once", async () => {
  const order = await payedAtStripe();
  await runUntilKilled(order, "sync", { dieAfterCommit: true });
  await expectPaidOnce(order);
  const ctx = { ...shop.ctx, payments: { stripe } };
  expect(await syncPayment(ctx, { paymentId: order.paymentId })).toMatchObject({ orderStatus: "paid" });
  await sweepPayments(later);
  await expectPaidOnce(order);
});

test(
  "killed at any moment while it settles, and settled by the next: one paid order each",
  { timeout: 120_000 },
  async () => {
    for (const afterMs of [250, 400, 550, 700]) {
      const order = await payedAtStripe();
      await runUntilKilled(order, "sync", { afterMs });
      await sweepPayments(later);
      await expectPaidOnce(order);
    }
  },
);

test("killed after Stripe gave the money back, before we wrote it down: it is given back once", async () => {
  const order = await payedAtStripe();
  await syncPayment({ ...shop.ctx, payments: { stripe } }, { paymentId: order.paymentId });
  await runUntilKilled(order, "cancel", { at: /POST \/v1\/refunds/ });
  expect(await read(order)).toMatchObject({ status: "cancelled", refunds: [{ state: "pending" }] });
  await Promise.all([sweepPayments(later), sweepPayments(later)]);
  await expectReturned(order);
});

test("killed after the cancel was committed: payment closed, or money back, by the sweep", async () => {
  const order = await payedAtStripe();
  await runUntilKilled(order, "cancel", { dieAfterCommit: true });
  expect(await read(order)).toMatchObject({ status: "cancelled", capturedMinor: 0n });
  await sweepPayments(later);
  await expectReturned(order);
});

test("killed after Stripe closed the session of a late shopper: the hold is given back once", async () => {
  const order = await addOrder(shop);
  await startPayment({ ...shop.ctx, payments: { stripe } }, order);
  await runUntilKilled(order, "expire", { at: /POST \/v1\/checkout\/sessions\/\w+\/expire/, laterMs: 900_000 });
  expect(await read(order)).toMatchObject({ status: "pending" });
  expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 1 });
  await sweepPayments({ ...later, now: () => new Date(Date.now() + 931_000) });
  expect(await read(order)).toMatchObject({ status: "cancelled", payments: [{ state: "voided" }] });
  expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 0, ledger: { reserved: 0 } });
});

/** The shopper has paid on Stripe's page, and its webhook got lost. */
async function payedAtStripe(): Promise<TestOrder> {
  const order = await addOrder(shop);
  await startPayment({ ...shop.ctx, payments: { stripe } }, order);
  const [payment] = (await read(order)).payments;
  await sandbox.pay(payment?.providerSessionId ?? "", { outcome: "approve", noWebhook: true });
  return order;
}

interface Death {
  /** Dies when the provider has answered such a request. */
  readonly at?: RegExp;
  /** Dies after so long. */
  readonly afterMs?: number;
  readonly dieAfterCommit?: boolean;
  readonly laterMs?: number;
}

const script = fileURLToPath(new URL("act-and-die.ts", import.meta.url));

async function runUntilKilled({ orderId, paymentId }: TestOrder, act: string, death: Death): Promise<void> {
  const { at, afterMs, dieAfterCommit = false, laterMs = 0 } = death;
  const { organizationId, db } = shop;
  const databaseUrl = db.pool.options.connectionString;
  const errand = {
    databaseUrl,
    stripeUrl: proxy.url,
    organizationId,
    orderId,
    paymentId,
    act,
    laterMs,
    dieAfterCommit,
  };
  const timeout = afterMs === undefined ? {} : { timeout: afterMs, killSignal: "SIGKILL" as const };
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(errand)], {
    stdio: ["ignore", "ignore", "inherit"],
    ...timeout,
  });
  if (at !== undefined) proxy.killAt(at, () => child.kill("SIGKILL"));
  const [code, signal] = await once(child, "exit");
  if (afterMs === undefined && signal !== "SIGKILL")
    throw new Error(`the process ended by itself with ${String(code)}`);
}

async function read({ orderId }: TestOrder) {
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include: { payments: true, refunds: true } });
}

async function truthOf(order: TestOrder) {
  const [payment] = (await read(order)).payments;
  return stripe.retrieve({ sessionId: payment?.providerSessionId ?? null, providerPaymentId: null });
}

async function expectPaidOnce(order: TestOrder): Promise<void> {
  const { totalMinor } = order;
  expect(await read(order)).toMatchObject({
    status: "paid",
    capturedMinor: totalMinor,
    refundedMinor: 0n,
    payments: [{ state: "captured" }],
  });
  expect(await truthOf(order)).toMatchObject({ capturedMinor: totalMinor, refundedMinor: 0n });
  const events = await shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: order.orderId } });
  expect(events.map(({ type }) => type)).toEqual(["order.paid"]);
}

async function expectReturned(order: TestOrder): Promise<void> {
  const { totalMinor } = order;
  expect(await read(order)).toMatchObject({
    status: "cancelled",
    capturedMinor: totalMinor,
    refundedMinor: totalMinor,
    refunds: [{ state: "succeeded" }],
  });
  expect(await truthOf(order)).toMatchObject({ capturedMinor: totalMinor, refundedMinor: totalMinor });
  expect(await shop.stock(order.variantId)).toMatchObject({ reserved: 0, ledger: { reserved: 0 } });
  expect(
    (await shop.events("order.cancelled")).filter(({ aggregateId }) => aggregateId === order.orderId),
  ).toHaveLength(1);
}
