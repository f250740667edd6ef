import { afterAll, beforeAll, expect, test } from "vitest";

import { placeOrder } from "@cartwright/core/orders/place-order";
import { createTestShop, type TestShop } from "@cartwright/core/testing";

import { createTestApi, type Sent, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let other: TestShop;
let ownKey: string;
/** The owner of another organization, by token. */
let stranger: string;
let ids: { order: string; product: string; variant: string; endpoint: string; delivery: string; store: string };

beforeAll(async () => {
  api = await createTestApi();
  ownKey = await api.key(["*"]);
  other = await createTestShop({ db: api.shop.db });
  const { actor } = await other.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  stranger = await api.jwt(actor.userId);
  const product = await api.shop.addProduct();
  const items = [{ variantId: product.variantId, quantity: 1 }];
  const placed = await placeOrder(api.shop.ctx, { email: "a@example.com", items, paymentMethod: "invoice" });
  const body = { event: "order.*", targetUrl: "http://127.0.0.1:9/hook" };
  const endpoint = await api.call("POST", "/api/v1/webhooks/register", { token: ownKey, body });
  const tried = await api.call("POST", `/api/v1/webhooks/${endpoint.json.id}/test`, { token: ownKey });
  const { organizationId } = api.shop;
  const named = { externalStoreId: "1", storeName: "A", accessToken: "a", currency: "EUR", marketplace: "etsy" };
  const connect = { token: ownKey, body: { organizationId, ...named } };
  const store = await api.call("POST", "/api/v1/stores/register", connect);
  ids = {
    order: placed.orderId,
    product: product.productId,
    variant: product.variantId,
    endpoint: endpoint.json.id,
    delivery: tried.json.deliveryId,
    store: store.json.storeId,
  };
});

afterAll(() => api.close());

test("nothing of one organization exists for the owner of another", async () => {
  const idempotent = { "idempotency-key": "a-key-of-mine" };
  const label = { carrier: "sandbox", service: "HOME", weightGrams: 500 };
  const calls: [method: string, path: string, sent?: Sent][] = [
    ["GET", `/orders/${ids.order}`],
    ["POST", `/orders/${ids.order}/cancel`, { body: {} }],
    ["POST", `/orders/${ids.order}/cancel-rest`, { body: {} }],
    ["POST", `/orders/${ids.order}/ship`, { body: {} }],
    ["POST", `/orders/${ids.order}/mark-paid`, { body: {} }],
    ["POST", `/orders/${ids.order}/refunds`, { body: { reason: "mine" }, headers: idempotent }],
    ["POST", `/orders/${ids.order}/simulate-delivery`, { body: { status: "shipped" } }],
    ["GET", `/orders/${ids.order}/label-options`],
    ["POST", `/orders/${ids.order}/labels`, { body: label, headers: idempotent }],
    ["POST", `/orders/${ids.order}/return-labels`, { body: { ...label, shipmentId: ids.order }, headers: idempotent }],
    ["GET", `/orders/${ids.order}/labels/${ids.order}`],
    ["POST", `/orders/${ids.order}/labels/${ids.order}/cancel`, { body: {} }],
    ["POST", `/orders/${ids.order}/labels/${ids.order}/release`, { body: {} }],
    ["PATCH", `/products/${ids.product}`, { body: { title: "Taken over" } }],
    ["DELETE", `/products/${ids.product}`],
    ["POST", `/variants/${ids.variant}/stock`, { body: { onHand: 0, reason: "mine" } }],
    ["DELETE", `/webhooks/${ids.endpoint}`],
    ["POST", `/webhooks/${ids.endpoint}/test`, { body: {} }],
    ["POST", `/webhooks/${ids.endpoint}/enable`, { body: {} }],
    ["GET", `/webhooks/${ids.endpoint}/deliveries`],
    ["GET", `/webhooks/deliveries/${ids.delivery}`],
    ["POST", `/webhooks/deliveries/${ids.delivery}/replay`, { body: {} }],
    ["GET", `/stores/${ids.store}/logs`],
    ["POST", `/stores/${ids.store}/sync`, { body: {} }],
    ["POST", `/stores/${ids.store}/disconnect`, { body: {} }],
    ["GET", `/webhooks?organizationId=${api.shop.organizationId}`],
  ];
  const before = await api.shop.db.prisma.auditLog.count();
  for (const [method, path, sent] of calls) {
    const answer = await api.call(method, `/api/v1${path}`, { ...sent, token: stranger });
    expect([path, answer.status, answer.json.error.code]).toEqual([path, 404, "not_found"]);
  }
  expect(await api.shop.db.prisma.auditLog.count()).toBe(before);
});

test("lists hold what is one's own", async () => {
  for (const path of ["/orders", "/webhooks", "/products", "/stores"]) {
    expect((await api.call("GET", `/api/v1${path}`, { token: stranger })).json.items).toEqual([]);
    expect((await api.call("GET", `/api/v1${path}`, { token: ownKey })).json.items).toHaveLength(1);
  }
});

test("another customer's order does not exist, one's own does", async () => {
  const mine = await api.shop.customer();
  const theirs = await api.shop.customer();
  if (mine.actor.type !== "customer" || theirs.actor.type !== "customer") throw new Error("customers");
  const { variantId } = await api.shop.addProduct();
  const items = [{ variantId, quantity: 1 }];
  const token = await api.jwt(mine.actor.userId);
  const headers = { "idempotency-key": "mine-1" };
  const placed = await api.call("POST", "/api/v1/orders", { token, headers, body: { items } });
  expect(placed.status).toBe(201);
  const path = `/api/v1/orders/${placed.json.data.orderId}`;
  expect((await api.call("GET", path, { token })).status).toBe(200);
  expect((await api.call("GET", "/api/v1/orders", { token })).json.items).toHaveLength(1);
  const stray = await api.jwt(theirs.actor.userId);
  expect((await api.call("GET", path, { token: stray })).status).toBe(404);
  expect((await api.call("GET", "/api/v1/orders", { token: stray })).json.items).toEqual([]);
  expect((await api.call("GET", path)).status).toBe(404);
  const forOther = { items, customerId: mine.actor.customerId };
  const ordered = await api.call("POST", "/api/v1/orders", { token: stray, headers, body: forOther });
  expect(ordered.status).toBe(404);
});
