import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { ProviderUnavailableError } from "@cartwright/integrations/contracts";
import type { PaymentWebhook } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { checkIntegrity } from "#jobs/check-integrity.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { bookShipment } from "#shipping/book-shipment.ts";
import { addOrder, type TestOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { applyWebhook } from "./apply-webhook.ts";
import { receiveWebhook } from "./receive-webhook.ts";

let shop: TestShop;
let services: Services;
beforeAll(async () => {
  shop = await createTestShop();
  // The provider in memory sends no webhooks: here its messages are our own JSON.
  services = { ...shop.services, payments: { ...shop.services.payments, stripe: { ...shop.stripe, parseWebhook } } };
});
afterAll(() => shop.close());

const hint = z.object({
  externalId: z.string(),
  accountId: z.string(),
  topic: z.string(),
  sessionId: z.string().nullable(),
  providerPaymentId: z.string().nullable(),
  orderId: z.string().nullable(),
});

function parseWebhook(rawBody: Uint8Array): PaymentWebhook {
  return hint.parse(JSON.parse(Buffer.from(rawBody).toString("utf8")));
}

test("a webhook that arrives twenty times at once is stored once and becomes one job", async () => {
  const webhook = message({ externalId: "evt_twenty" });
  const answers = await Promise.all(Array.from({ length: 20 }, () => receiveWebhook(services, webhook)));
  expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  const [row, ...others] = await stored("evt_twenty");
  expect(others).toEqual([]);
  expect(row).toMatchObject({ state: "received", requestId: "request-1" });
  expect(Buffer.from(row?.raw ?? []).toString("utf8")).toBe(Buffer.from(webhook.raw).toString("utf8"));
  const { rows } = await shop.db.pool.query<{ task: string }>(
    "select task_identifier as task from graphile_worker.jobs",
  );
  expect(rows).toEqual([{ task: "apply-webhook" }]);
});

test("forty webhooks and a repeat of each, all at once, are forty rows with a job each", async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `evt_many_${n}`);
  const answers = await Promise.all(
    [...ids, ...ids.toReversed()].map((externalId) => receiveWebhook(services, message({ externalId }))),
  );
  expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(40);
  const rows = await shop.db.prisma.webhookInbox.findMany({ where: { externalId: { in: ids } }, select: { id: true } });
  const { rows: jobs } = await shop.db.pool.query<{ id: string }>(
    "select payload ->> 'inboxId' as id from graphile_worker._private_jobs where payload ->> 'inboxId' = any($1)",
    [rows.map(({ id }) => id)],
  );
  expect(rows).toHaveLength(40);
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
});

test("the same id from another source or account is another webhook", async () => {
  const other = await receiveWebhook(services, { ...message({ externalId: "evt_twenty" }), accountId: "acct_2" });
  expect(other).toEqual({ duplicate: false });
  expect(await receiveWebhook(services, { ...message({ externalId: "evt_twenty" }), source: "posti" })).toEqual({
    duplicate: false,
  });
});

test("events of a payment, repeated, out of order and at once, pay its order once", async () => {
  const order = await started();
  shop.stripe.approve(order.orderId);
  const topics = [
    "payment_intent.succeeded",
    "checkout.session.completed",
    "charge.succeeded",
    "payment_intent.created",
    "checkout.session.completed",
  ];
  const inboxIds = await Promise.all(
    topics.map((topic, index) => receive(order, `evt_${order.orderId}_${index}`, topic)),
  );
  const twice = [...inboxIds, ...inboxIds].toReversed();
  const outcomes = await Promise.all([
    ...twice.map((inboxId) => applyWebhook(services, { inboxId })),
    syncPayment(shop.ctx, { paymentId: order.paymentId }).then(() => "processed"),
  ]);
  expect(new Set(outcomes)).toEqual(new Set(["processed"]));
  expect(await eventsOf(order)).toEqual(["order.paid"]);
  expect(await readOrder(order)).toMatchObject({ status: "paid", capturedMinor: order.totalMinor });
});

test("an event about a session whose id a crash kept from us finds its payment by our own id", async () => {
  const order = await addOrder(shop);
  shop.stripe.failNext("create", new ProviderUnavailableError("died before the answer"), "after");
  await expect(startPayment(shop.ctx, order)).rejects.toMatchObject({ code: "provider_unavailable" });
  shop.stripe.approve(order.orderId);
  const inboxId = await receive(order, `evt_${order.orderId}`, "checkout.session.completed");
  expect(await applyWebhook(services, { inboxId })).toBe("processed");
  expect(await readOrder(order)).toMatchObject({
    status: "paid",
    payments: [{ state: "captured", providerSessionId: `stripe_${order.paymentId}` }],
  });
});

test.for(["customer.created", "invoice.paid", "charge.dispute.created"])(
  "a webhook about %s of somebody else is ignored",
  async (topic) => {
    const webhook = message({ externalId: `evt_${topic}`, topic, sessionId: "cs_other" });
    await receiveWebhook(services, webhook);
    const [row] = await stored(webhook.externalId);
    expect(await applyWebhook(services, { inboxId: row?.id ?? "" })).toBe("ignored");
    expect(await stored(webhook.externalId)).toMatchObject([{ state: "ignored", error: null }]);
  },
);

test("while the provider is away the failure is written down and thrown, and the next try applies it", async () => {
  const order = await started();
  shop.stripe.approve(order.orderId);
  const inboxId = await receive(order, `evt_away_${order.orderId}`, "checkout.session.completed");
  shop.stripe.failNext("retrieve", new ProviderUnavailableError("away"));
  await expect(applyWebhook(services, { inboxId })).rejects.toMatchObject({ code: "provider_unavailable" });
  expect(await stored(`evt_away_${order.orderId}`)).toMatchObject([{ state: "failed", error: "provider_unavailable" }]);
  expect(await applyWebhook(services, { inboxId })).toBe("processed");
  expect(await stored(`evt_away_${order.orderId}`)).toMatchObject([{ state: "processed", error: null }]);
  expect(await readOrder(order)).toMatchObject({ status: "paid" });
});

test("a refund made in the provider's dashboard is taken over once, whichever of its events comes first", async () => {
  const order = await paid();
  const amountMinor = 500n;
  const providerRefundId = shop.stripe.refundElsewhere(order.orderId, amountMinor);
  const topics = ["charge.refunded", "refund.updated", "refund.created"];
  const inboxIds = await Promise.all(
    topics.map((topic, index) => receive(order, `evt_back_${order.orderId}_${index}`, topic)),
  );
  const outcomes = await Promise.all([...inboxIds, ...inboxIds].map((inboxId) => applyWebhook(services, { inboxId })));
  expect(new Set(outcomes)).toEqual(new Set(["processed"]));
  const refunds = await shop.db.prisma.refund.findMany({ where: { orderId: order.orderId } });
  expect(refunds).toMatchObject([{ state: "succeeded", amountMinor, providerRefundId, reason: "Refunded at stripe" }]);
  expect(await readOrder(order)).toMatchObject({ paymentStatus: "partially_refunded", refundedMinor: amountMinor });
  expect(await eventsOf(order)).toEqual(["order.paid", "order.refunded"]);
  expect(shop.stripe.paymentOf(order.orderId)).toMatchObject({ refundedMinor: amountMinor });
  const all = { orderId: order.orderId, reason: "", refundKey: "all", amountMinor: order.totalMinor };
  await expect(refundOrder(shop.ctx, all)).rejects.toMatchObject({ code: "refund_exceeds_captured" });
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

test("a refund of ours that the provider will refuse, because somebody was faster there, makes room first", async () => {
  const order = await paid();
  shop.stripe.failNext("refund", new ProviderUnavailableError("away"));
  const ours = { orderId: order.orderId, reason: "late", refundKey: "late", amountMinor: order.totalMinor };
  expect(await refundOrder(shop.ctx, ours)).toMatchObject({ state: "pending" });
  shop.stripe.refundElsewhere(order.orderId, order.totalMinor);
  const inboxId = await receive(order, `evt_first_${order.orderId}`, "charge.refunded");
  expect(await applyWebhook(services, { inboxId })).toBe("processed");
  const refunds = await shop.db.prisma.refund.findMany({ where: { orderId: order.orderId }, orderBy: { id: "asc" } });
  expect(refunds).toMatchObject([{ state: "failed" }, { state: "succeeded" }]);
  expect(await readOrder(order)).toMatchObject({ paymentStatus: "refunded", refundedMinor: order.totalMinor });
  expect(await checkIntegrity(shop.services)).toEqual([]);
});

test("a carrier's webhooks ship and deliver the order", async () => {
  const order = await started();
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  await bookShipment(services, { organizationId: shop.organizationId, orderId: order.orderId });
  const { reference, trackingNumber } = await shop.db.prisma.carrierLabel.findFirstOrThrow({
    where: { shipment: { orderId: order.orderId } },
  });
  const outcomes: string[] = [];
  for (const status of ["delivered", "shipped"]) {
    const externalId = `${status}_${reference}`;
    const raw = Buffer.from(
      JSON.stringify({ externalId, trackingNumber, reference, status, occurredAt: "2026-11-21T10:00:00Z" }),
    );
    await receiveWebhook(services, { ...message({ externalId }), source: "sandbox", raw });
    const [row] = await stored(externalId);
    outcomes.push(await applyWebhook(services, { inboxId: row?.id ?? "" }));
  }
  expect(outcomes).toEqual(["processed", "ignored"]);
  expect(await eventsOf(order)).toEqual(["order.paid", "order.shipped", "order.delivered"]);
});

test("a webhook from a source that this worker does not know waits for a person, with the reason", async () => {
  await receiveWebhook(services, { ...message({ externalId: "gh_1" }), source: "github" });
  const [row] = await stored("gh_1");
  expect(await applyWebhook(services, { inboxId: row?.id ?? "" })).toBe("failed");
  expect(await stored("gh_1")).toMatchObject([{ state: "failed", error: "github is not set up here" }]);
});

test("a message belongs to the store that took it until applying it tells whose it is", async () => {
  const other = await createTestShop({ db: shop.db });
  const order = await started();
  shop.stripe.approve(order.orderId);
  const { organizationId } = other;
  const webhook = message({
    externalId: "evt_whose",
    topic: "charge.succeeded",
    sessionId: `stripe_${order.paymentId}`,
  });
  await receiveWebhook(services, { ...webhook, organizationId });
  const [row] = await stored("evt_whose");
  expect(row).toMatchObject({ organizationId });
  await applyWebhook(services, { inboxId: row?.id ?? "" });
  expect(await stored("evt_whose")).toMatchObject([{ organizationId: shop.organizationId, attempts: 1 }]);
});

async function started(): Promise<TestOrder> {
  const order = await addOrder(shop);
  await startPayment(shop.ctx, order);
  return order;
}

async function paid(): Promise<TestOrder> {
  const order = await started();
  shop.stripe.approve(order.orderId);
  await syncPayment(shop.ctx, { paymentId: order.paymentId });
  return order;
}

function message(wish: Partial<PaymentWebhook>) {
  const body: PaymentWebhook = {
    externalId: "evt",
    accountId: "",
    topic: "test",
    sessionId: null,
    providerPaymentId: null,
    orderId: null,
    ...wish,
  };
  const { externalId, topic } = body;
  const { organizationId } = shop;
  const raw = Buffer.from(JSON.stringify(body));
  return {
    source: "stripe",
    organizationId,
    accountId: "",
    externalId,
    topic,
    headers: {},
    raw,
    requestId: "request-1",
  };
}

async function receive(order: TestOrder, externalId: string, topic: string): Promise<string> {
  const sessionId = topic.startsWith("checkout.") ? `stripe_${order.paymentId}` : null;
  await receiveWebhook(
    services,
    message({ externalId, topic, sessionId, providerPaymentId: `pi_stripe_${order.paymentId}` }),
  );
  const [row] = await stored(externalId);
  return row?.id ?? "";
}

async function stored(externalId: string) {
  return shop.db.prisma.webhookInbox.findMany({ where: { externalId, accountId: "", source: { not: "posti" } } });
}

async function readOrder({ orderId }: TestOrder) {
  return shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId }, include: { payments: true } });
}

async function eventsOf({ orderId }: TestOrder): Promise<string[]> {
  const rows = await shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: orderId }, orderBy: { id: "asc" } });
  return rows.map(({ type }) => type);
}
