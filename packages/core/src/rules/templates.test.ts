import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { getFact } from "#facts/get-fact.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { emit } from "#outbox/emit.ts";
import { recordInvoicePayment } from "#payments/record-invoice-payment.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { unseal } from "#secrets/secret-box.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { createTestShop, type TestProduct, type TestShop } from "#testing/index.ts";
import { createRuleRig, type RuleRig } from "#testing/rule-rig.ts";

import { listRuleRuns } from "./list-rule-runs.ts";
import { runDueRules } from "./run-due-rules.ts";
import { runDueTimers } from "./run-due-timers.ts";
import { createRule, deleteRule } from "./save-rule.ts";
import { ruleTemplates } from "./templates.ts";

let shop: TestShop;
let rig: RuleRig;
let owner: Ctx;
let goods: TestProduct;
let ruleId = "";
let shoppers = 0;
const tried = new Set<string>();

const hour = 3_600_000;

beforeAll(async () => {
  shop = await createTestShop({ settings: { sandboxCarrier: false } });
  rig = createRuleRig(shop.services);
  owner = await shop.member("owner");
  goods = await shop.addProduct({ title: "Tray", sku: "TRAY", stock: 1_000, price: 10_000n });
});
afterEach(async () => {
  if (ruleId === "") return;
  await deleteRule(owner, { ruleId });
  ruleId = "";
  await rig.settle();
  await shop.db.prisma.mail.deleteMany({});
});
afterAll(() => shop.close());

async function use(slug: string): Promise<void> {
  const template = ruleTemplates.find((one) => one.slug === slug);
  if (!template) throw new Error(slug);
  await rig.settle();
  tried.add(slug);
  const { name, definition } = template;
  ({ id: ruleId } = await createRule(owner, { name, definition, enabled: true }));
}

interface Buy {
  readonly quantity?: number;
  readonly email?: string;
  readonly product?: TestProduct;
  readonly country?: string;
}

async function buy({ quantity = 1, email = `t${(shoppers += 1)}@example.com`, product = goods, country }: Buy = {}) {
  const items = [{ variantId: product.variantId, quantity }];
  const lines = { FI: { postalCode: "00100", city: "Helsinki" }, SE: { postalCode: "111 22", city: "Stockholm" } };
  const address =
    country === "FI" || country === "SE" ? { name: "Aino", line1: "Katu 1", country, ...lines[country] } : undefined;
  const placed = await placeOrder(shop.guest(), {
    items,
    email,
    paymentMethod: "invoice",
    ...(address && { shippingAddress: address }),
  });
  await rig.settle();
  return placed.orderId;
}

const read = (orderId: string) => readOrder(shop.ctx, { orderId });

async function alerts(): Promise<string[]> {
  await rig.settle();
  const rows = await shop.db.prisma.eventLog.findMany({ where: { type: "alert.raised" }, orderBy: { seq: "asc" } });
  return rows.flatMap(({ payload }) => {
    const { ruleId: by, text } = payload as { ruleId: string; text: string };
    return by === ruleId ? [text] : [];
  });
}

async function mails(): Promise<{ to: string; subject: string; text: string }[]> {
  await rig.settle();
  const rows = await shop.db.prisma.mail.findMany({ where: { kind: "rule" }, orderBy: { createdAt: "asc" } });
  return rows.map(({ recipient, subject, sealedBody }) => {
    const body = sealedBody === null ? "{}" : unseal(shop.services.settings.encryptionKey, sealedBody);
    return { to: recipient, subject, text: (JSON.parse(body) as { text: string }).text };
  });
}

/** Time passes, and workers look what is due. */
async function pass(ms: number): Promise<void> {
  shop.clock.advance(ms);
  await Promise.all([runDueTimers(shop.services), runDueTimers(shop.services)]);
  await rig.settle();
}

test("low-stock: everybody in the admin is alerted once, and every admin gets a mail", async () => {
  await use("low-stock");
  const admin = await shop.member("admin");
  await shop.member("staff");
  const product = await shop.addProduct({ title: "Lamp", sku: "LAMP", stock: 6, lowStockThreshold: 5 });
  await buy({ product, quantity: 2 });
  await buy({ product, quantity: 1 });
  expect(await alerts()).toEqual(["Lamp (LAMP) is running low: 4 left."]);
  const people = [owner, admin].map(({ actor }) => `${actor.type === "member" ? actor.userId : ""}@example.com`);
  const sent = await mails();
  expect(sent.map(({ to }) => to).toSorted()).toEqual(people.toSorted());
  expect(sent[0]).toMatchObject({
    subject: "Lamp is running low",
    text: expect.stringContaining("4 of Lamp (LAMP) are left"),
  });
});

test("sold-out: an alert when the last one goes, none before", async () => {
  await use("sold-out");
  const product = await shop.addProduct({ title: "Vase", sku: "VASE", stock: 2, lowStockThreshold: 5 });
  await buy({ product });
  expect(await alerts()).toEqual([]);
  await buy({ product });
  expect(await alerts()).toEqual(["Vase (VASE) is sold out."]);
});

test("high-value-hold: 500 waits and cannot leave, 400 does not", async () => {
  await use("high-value-hold");
  const [small, large] = [await buy({ quantity: 4 }), await buy({ quantity: 5 })];
  expect(await read(small)).toMatchObject({ heldAt: null, tags: [] });
  expect(await read(large)).toMatchObject({ holdReason: "Large order: look at it first", tags: ["large"] });
  await recordInvoicePayment(shop.ctx, { orderId: large });
  await expect(shipOrder(shop.ctx, { orderId: large })).rejects.toMatchObject({ code: "order_on_hold" });
});

test("vip: the fifth order bears the tag, the fourth does not; cancelled ones do not count", async () => {
  await use("vip");
  const email = "regular@example.com";
  await cancelOrder(shop.ctx, { orderId: await buy({ email }), reason: "test" });
  const orders: string[] = [];
  for (let n = 0; n < 5; n += 1) orders.push(await buy({ email }));
  const tags = await Promise.all(orders.map(async (orderId) => (await read(orderId)).tags));
  expect(tags).toEqual([[], [], [], [], ["vip"]]);
  const { customerId } = await read(orders[0] ?? "");
  expect(await getFact(shop.ctx, { key: `customer:${customerId}:tier` })).toMatchObject({ value: "vip" });
});

test("unpaid-cancel: cancelled after 48 hours and its stock is back; one that was paid in time stays", async () => {
  await use("unpaid-cancel");
  const before = await shop.stock(goods.variantId);
  const [unpaid, paid] = [await buy(), await buy()];
  await recordInvoicePayment(shop.ctx, { orderId: paid });
  await rig.settle();
  await pass(47 * hour);
  expect((await read(unpaid)).status).toBe("pending");
  await pass(hour);
  expect(await read(unpaid)).toMatchObject({ status: "cancelled", cancelReason: "Not paid within 48 hours" });
  expect((await read(paid)).status).toBe("paid");
  expect((await shop.stock(goods.variantId)).reserved).toBe(before.reserved + 1);
  const runs = (await listRuleRuns(shop.ctx, { ruleId })).items.map(({ outcome }) => outcome);
  expect(runs.toSorted()).toEqual(["ended", "fired", "waits", "waits"]);
  expect(await shop.db.prisma.ruleTimer.count({ where: { ruleId } })).toBe(0);
});

test("unpaid-cancel: paid a moment before the time is up, and no rule has been asked yet: it stays", async () => {
  await use("unpaid-cancel");
  const orderId = await buy();
  shop.clock.advance(48 * hour);
  await recordInvoicePayment(shop.ctx, { orderId });
  await runDueTimers(shop.services);
  expect((await read(orderId)).status).toBe("paid");
});

test("unpaid-remind: one mail to the customer after a day, none when it was paid", async () => {
  await use("unpaid-remind");
  const [unpaid, paid] = [await buy({ email: "late@example.com" }), await buy()];
  await recordInvoicePayment(shop.ctx, { orderId: paid });
  await rig.settle();
  await pass(24 * hour);
  await pass(24 * hour);
  const { number } = await read(unpaid);
  expect(await mails()).toMatchObject([
    {
      to: "late@example.com",
      subject: `Your order #${number} waits for its payment`,
      text: /100(\.00)? EUR is not paid/,
    },
  ]);
});

test("late-shipment: tagged and told three days after it was paid, unless it has left", async () => {
  await use("late-shipment");
  const [stays, leaves] = [await buy(), await buy()];
  for (const orderId of [stays, leaves]) await recordInvoicePayment(shop.ctx, { orderId });
  await rig.settle();
  await shipOrder(shop.ctx, { orderId: leaves });
  await rig.settle();
  await pass(72 * hour);
  expect((await read(stays)).tags).toEqual(["late"]);
  expect((await read(leaves)).tags).toEqual([]);
  expect(await alerts()).toEqual([`Order #${(await read(stays)).number} was paid three days ago and has not left.`]);
});

test("many-cancellations: after three within 30 days the next order waits, after two it does not", async () => {
  await use("many-cancellations");
  const email = "unsure@example.com";
  const orders: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const orderId = await buy({ email });
    orders.push(orderId);
    if (n < 3) await cancelOrder(shop.ctx, { orderId, reason: "test" });
    await rig.settle();
  }
  const held = await Promise.all(orders.map(async (orderId) => (await read(orderId)).heldAt !== null));
  expect(held).toEqual([false, false, false, true]);
});

test("big-refund: 100 is mailed to the admins with its reason, 99 is not", async () => {
  await use("big-refund");
  const items = [{ variantId: goods.variantId, quantity: 3 }];
  const placed = await placeOrder(shop.guest(), { items, email: "refund@example.com", paymentMethod: "card" });
  const { orderId, paymentId } = placed;
  await startPayment(shop.ctx, { orderId });
  shop.stripe.approve(orderId);
  await syncPayment(shop.ctx, { paymentId });
  await refundOrder(shop.ctx, { orderId, amountMinor: 9_900n, reason: "Scratched", refundKey: "one" });
  expect(await mails()).toEqual([]);
  await refundOrder(shop.ctx, { orderId, amountMinor: 10_000n, reason: "Broken", refundKey: "two" });
  const [mail] = await mails();
  expect(mail?.subject).toBe(`100 EUR refunded on order #${(await read(orderId)).number}`);
  expect(mail?.text).toBe(`Reason given: Broken\n\nhttps://shop.test/admin/orders/${orderId}`);
});

test("abroad: tagged when it leaves the country, not at home, and not without an address", async () => {
  await use("abroad");
  const orders = [await buy({ country: "SE" }), await buy({ country: "FI" }), await buy()];
  const tags = await Promise.all(orders.map(async (orderId) => (await read(orderId)).tags));
  expect(tags).toEqual([["abroad"], [], []]);
});

test("sync-failed: told at the second failure within an hour, not at the first, and not a day later", async () => {
  await use("sync-failed");
  await failSync();
  expect(await alerts()).toEqual([]);
  await failSync();
  expect(await alerts()).toHaveLength(1);
  shop.clock.advance(24 * hour);
  await failSync();
  expect(await alerts()).toHaveLength(1);
});

async function failSync(): Promise<void> {
  const counts = { created: 0, updated: 0, unchanged: 0, removed: 0, errors: 1, durationMs: 1 };
  const aggregateId = crypto.randomUUID();
  const data = { syncRunId: aggregateId, name: "stock", ...counts, error: "away" };
  await transact(shop.db, (tx) =>
    emit(tx, shop.ctx, { type: "sync.failed", aggregateType: "sync", aggregateId, data }),
  );
  await rig.settle();
}

test("quiet-day: told at nine when there was no order for a day, and not when there was one", async () => {
  await use("quiet-day");
  await buy();
  shop.clock.advance(24 * hour - 60_000);
  await runDueRules(shop.services);
  expect(await alerts()).toEqual([]);
  shop.clock.advance(24 * hour);
  await runDueRules(shop.services);
  expect(await alerts()).toEqual(["There was no order in the last 24 hours. Is the checkout well?"]);
});

test("there are twelve, each under a name of its own, and all of them were tried above", () => {
  expect(ruleTemplates).toHaveLength(12);
  expect([...tried].toSorted()).toEqual(ruleTemplates.map(({ slug }) => slug).toSorted());
});
