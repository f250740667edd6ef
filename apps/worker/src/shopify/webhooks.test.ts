import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { Ctx } from "@cartwright/core";
import { connectOwnShop } from "@cartwright/core/shopify/install/connect-own-shop";
import { completeDataRequest } from "@cartwright/core/shopify/privacy/complete-data-request";
import { listPrivacyRequests } from "@cartwright/core/shopify/privacy/list-privacy-requests";
import { readLossless } from "@cartwright/core/shopify/webhooks/read-lossless";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { acceptWebhook } from "@cartwright/core/webhooks/accept-webhook";
import { applyWebhook } from "@cartwright/core/webhooks/apply-webhook";
import { findSource } from "@cartwright/core/webhooks/find-source";

import { type ShopifyRig, startShopify } from "#testing/shopify-rig.ts";
import { openDoor, type Door } from "#testing/webhook-door.ts";

let shop: TestShop;
let rig: ShopifyRig;
let door: Door;
let ctx: Ctx;
let shopDomain: string;
let integrationId: string;
let made = 0;
const signal = new AbortController().signal;

beforeAll(async () => {
  [shop, rig, door] = await Promise.all([createTestShop(), startShopify(), openDoor()]);
  ctx = { ...(await shop.member("owner")), ...rig.services, now: () => new Date() };
});
beforeEach(async () => {
  made += 1;
  shopDomain = `told-${made}.myshopify.com`;
  await rig.lever(shopDomain, "PUT", "", { orders: 5, products: 3 });
  ({ integrationId } = await connectOwnShop(ctx, { shop: shopDomain }));
});
afterAll(async () => {
  await Promise.all([rig.stop(), door.close()]);
  await shop.close();
});

/** Has Shopify send a message, and takes it as the web process does. */
async function deliver(message: { topic: string; [key: string]: unknown }): Promise<{ duplicate: boolean }> {
  const [arrived] = await Promise.all([
    door.next(),
    rig.lever(shopDomain, "POST", "/messages", { url: door.url, ...message }),
  ]);
  const from = findSource(ctx, "shopify");
  if (from === undefined) throw new Error("shopify is not set up");
  const { organizationId } = ctx;
  return acceptWebhook(ctx, from, { source: "shopify", organizationId, requestId: randomUUID(), signal, ...arrived });
}

const inbox = () => shop.db.prisma.webhookInbox.findMany({ where: { accountId: shopDomain }, orderBy: { id: "asc" } });

async function applyAll(): Promise<string[]> {
  const outcomes: string[] = [];
  for (const { id, state } of await inbox())
    if (state === "received") outcomes.push(await applyWebhook(ctx, { inboxId: id }));
  return outcomes;
}

const rowOf = () => shop.db.prisma.shopifyIntegration.findUniqueOrThrow({ where: { id: integrationId } });

test("a message is a repeat by the webhook's id or by the event's for one subscription, and never by the event's alone", async () => {
  const first = { topic: "orders/create", webhookId: "w-1", eventId: "e-1" };
  expect(await deliver(first)).toEqual({ duplicate: false });
  expect(await deliver(first)).toEqual({ duplicate: true });
  expect(await deliver({ ...first, webhookId: "w-2" })).toEqual({ duplicate: true });
  expect(await deliver({ ...first, eventId: "e-2" })).toEqual({ duplicate: true });
  expect(await deliver({ ...first, topic: "orders/paid" })).toEqual({ duplicate: false });
  expect(await deliver({ ...first, webhookId: "w-3", name: "second-subscription" })).toEqual({ duplicate: false });
  const twice = { topic: "orders/create", webhookId: "w-9", eventId: "e-9" };
  const answers = [await deliver(twice), await deliver({ ...twice, webhookId: "w-10" })];
  expect(answers).toEqual([{ duplicate: false }, { duplicate: true }]);
  expect(await inbox()).toHaveLength(4);
});

test("during a rotation messages of either secret are taken, and none of a third", async () => {
  await rig.sandbox.control("POST", "/shopify/control", { signWithOlder: true });
  expect(await deliver({ topic: "orders/create" })).toEqual({ duplicate: false });
  await rig.sandbox.control("POST", "/shopify/control", { signWithOlder: false });
  expect(await deliver({ topic: "orders/create" })).toEqual({ duplicate: false });
  await rig.sandbox.fault({ target: "outgoing", kind: "malformed", times: 1 });
  await expect(deliver({ topic: "orders/create" })).rejects.toMatchObject({ code: "invalid_signature" });
  expect(await inbox()).toHaveLength(2);
});

test("when the app is removed its tokens are erased, and what comes later about the shop is ignored", async () => {
  await deliver({ topic: "app/uninstalled" });
  await deliver({ topic: "app/uninstalled" });
  expect(await applyAll()).toEqual(["processed", "ignored"]);
  const empty = { accessTokenEnc: null, refreshTokenEnc: null, accessTokenExpiresAt: null };
  expect(await rowOf()).toMatchObject({ state: "uninstalled", ...empty });
  await deliver({ topic: "products/update" });
  expect(await applyAll()).toEqual(["ignored"]);
});

test("a removal that is told after the app was installed anew changes nothing", async () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await deliver({ topic: "app/uninstalled", triggeredAt: hourAgo });
  expect(await applyAll()).toEqual(["ignored"]);
  expect(await rowOf()).toMatchObject({ state: "active" });
});

test("a message about a shop that nobody connected is ignored", async () => {
  shopDomain = "stranger.myshopify.com";
  await deliver({ topic: "app/uninstalled" });
  expect(await applyAll()).toEqual(["ignored"]);
});

test("a customer's data is collected for staff within 30 days, and gone once it was handed on", async () => {
  await deliver({ topic: "orders/create", index: 2 });
  await deliver({ topic: "customers/data_request", index: 2 });
  await deliver({ topic: "customers/data_request", index: 2 });
  await applyAll();
  const { items } = await listPrivacyRequests(ctx);
  const mine = items.filter((item) => item.integrationId === integrationId);
  expect(mine).toHaveLength(2);
  const [request] = mine;
  expect(request?.customerId).toMatch(/^90\d{14}$/);
  expect(request?.orderIds).toEqual(["9007499254740995"]);
  expect(request?.result).toMatchObject({ webhook_inbox: [{ topic: "orders/create" }] });
  expect((request?.dueAt.getTime() ?? 0) - (request?.requestedAt.getTime() ?? 0)).toBe(30 * 86_400_000);
  await completeDataRequest(ctx, { requestId: request?.id ?? "" });
  const after = await shop.db.prisma.shopifyPrivacyRequest.findUniqueOrThrow({ where: { id: request?.id ?? "" } });
  expect(after.completedAt).not.toBeNull();
  expect(after.result).toEqual({});
  const others = await createTestShop({ db: shop.db });
  const theirs = completeDataRequest({ ...others.ctx, ...rig.services }, { requestId: mine[1]?.id ?? "" });
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
});

test("a customer who wants to be forgotten is, and nobody else", async () => {
  const customers = await customersOf([0, 1, 2, 3, 4]);
  const another = customers.findIndex((customer) => customer !== customers[0]);
  await deliver({ topic: "orders/create", index: 0 });
  await deliver({ topic: "orders/create", index: another });
  await deliver({ topic: "customers/redact", index: 0 });
  await applyAll();
  const left = await inbox();
  expect(left.map(({ topic }) => topic)).toEqual(["orders/create", "customers/redact"]);
  const { items } = await listPrivacyRequests(ctx);
  expect(items[0]).toMatchObject({ kind: "customer_redact", result: { webhook_inbox: 1 } });
  expect(items[0]?.completedAt).not.toBeNull();
});

async function customersOf(orders: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const index of orders) {
    const [arrived] = await Promise.all([
      door.next(),
      rig.lever(shopDomain, "POST", "/messages", { url: door.url, topic: "customers/redact", index }),
    ]);
    found.push((readLossless(arrived.rawBody) as { customer: { id: string } }).customer.id);
  }
  return found;
}

test("two days after the app was removed all of the shop is erased, unless it was installed anew", async () => {
  await deliver({ topic: "orders/create" });
  await deliver({ topic: "shop/redact" });
  expect(await applyAll()).toEqual(["ignored", "ignored"]);
  await deliver({ topic: "app/uninstalled" });
  await deliver({ topic: "shop/redact" });
  expect(await applyAll()).toEqual(["processed", "processed"]);
  expect((await inbox()).map(({ topic }) => topic)).toEqual(["shop/redact"]);
  expect(await rowOf()).toMatchObject({ state: "uninstalled", shopName: null, scopes: [] });
});

test("ids beyond 2^53 keep all their digits", () => {
  const read = readLossless(Buffer.from('{"id":9007499254740995,"n":7,"price":1.5,"ids":[9007199254740993]}'));
  expect(read).toEqual({ id: "9007499254740995", n: 7, price: 1.5, ids: ["9007199254740993"] });
});
