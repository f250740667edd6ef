import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type Answer, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

const shippingAddress = {
  name: "Aino Laine",
  line1: "Street 1",
  postalCode: "00100",
  city: "Helsinki",
  country: "FI",
  phone: "+358401234567",
};

function order(items: object[], idempotencyKey: string): Promise<Answer> {
  const body = { email: "aino@example.com", items, shippingAddress, paymentMethod: "invoice" };
  return api.call("POST", "/api/v1/orders", { token: key, body, headers: { "idempotency-key": idempotencyKey } });
}

test("an order answers 201 with our total as a number, and the same again to the byte", async () => {
  const { sku } = await api.shop.addProduct({ price: 2999n });
  const first = await order([{ sku, quantity: 2, price: 29.99 }], "byte-1");
  expect(first.status).toBe(201);
  expect(first.json).toMatchObject({ success: true, data: { status: "pending", totalAmount: 59.98, currency: "EUR" } });
  const again = await order([{ sku, quantity: 2, price: 29.99 }], "byte-1");
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(first.headers.get("idempotent-replayed")).toBeNull();
});

test("20 equal submits at once make one order", async () => {
  const { sku, variantId } = await api.shop.addProduct({ stock: 20 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => order([{ sku, quantity: 1 }], "twenty-1")));
  const placed = answers.filter(({ status }) => status === 201);
  expect(new Set(placed.map(({ text }) => text)).size).toBe(1);
  for (const { status, json } of answers) {
    if (status !== 201) expect([status, json.error.code]).toEqual([409, "request_in_progress"]);
  }
  expect(await api.shop.stock(variantId)).toMatchObject({ reserved: 1 });
});

test("a key is needed, and is good for one request", async () => {
  const { sku } = await api.shop.addProduct();
  const items = [{ sku, quantity: 1 }];
  const without = await api.call("POST", "/api/v1/orders", { token: key, body: { email: "a@example.com", items } });
  expect([without.status, without.json.error.code]).toEqual([400, "idempotency_key_required"]);
  const long = await order(items, "k".repeat(256));
  expect(long.json.error.code).toBe("idempotency_key_required");
  await order(items, "reused-1");
  const reused = await order([{ sku, quantity: 2 }], "reused-1");
  expect([reused.status, reused.json.error.code]).toEqual([422, "idempotency_key_reused"]);
});

test("two callers may use the same key", async () => {
  const { sku } = await api.shop.addProduct();
  const first = await order([{ sku, quantity: 1 }], "shared-key");
  const { actor } = await api.shop.customer();
  if (actor.type !== "customer") throw new Error("a customer");
  const headers = { "idempotency-key": "shared-key" };
  const body = { items: [{ sku, quantity: 1 }] };
  const second = await api.call("POST", "/api/v1/orders", { token: await api.jwt(actor.userId), body, headers });
  expect(second.status).toBe(201);
  expect(second.json.data.orderId).not.toBe(first.json.data.orderId);
});

test("a refused order may be tried again with its key", async () => {
  const { sku, variantId } = await api.shop.addProduct({ stock: 1, price: 100n });
  const refused = await order([{ sku, quantity: 5 }], "again-1");
  expect([refused.status, refused.json.error.code]).toEqual([409, "out_of_stock"]);
  const path = `/api/v1/variants/${variantId}/stock`;
  await api.call("POST", path, { token: key, body: { onHand: 9, reason: "delivery" } });
  expect((await order([{ sku, quantity: 5 }], "again-1")).status).toBe(201);
});

test("a price that is not ours is told and orders nothing", async () => {
  const { sku, variantId } = await api.shop.addProduct({ price: 2999n });
  const refused = await order([{ sku, quantity: 1, price: 1 }], "price-1");
  expect([refused.status, refused.json.error.code]).toEqual([409, "price_changed"]);
  expect(JSON.stringify(refused.json.error.details)).toContain("29.99");
  expect(await api.shop.stock(variantId)).toMatchObject({ reserved: 0 });
});

test("an order's way over REST: read, mark paid, refund, ship, and the moves that its state refuses", async () => {
  const { sku, variantId } = await api.shop.addProduct({ price: 1000n });
  const placed = await order([{ sku, quantity: 3 }], "way-1");
  const path = `/api/v1/orders/${placed.json.data.orderId}`;
  const post = (move: string, body: object = {}, headers: Record<string, string> = {}) =>
    api.call("POST", `${path}/${move}`, { token: key, body, headers });
  expect((await post("ship")).json.error.code).toBe("invalid_order_state");
  expect((await post("mark-paid")).json).toMatchObject({
    status: "paid",
    captured: { amount: "30.00", currency: "EUR" },
  });
  const partial = { amount: "10.00", reason: "scratched" };
  const refunded = await post("refunds", partial, { "idempotency-key": "refund-1" });
  expect([refunded.status, refunded.json.refunds[0].amount.amount]).toEqual([201, "10.00"]);
  const repeated = await post("refunds", partial, { "idempotency-key": "refund-1" });
  expect([repeated.text, repeated.headers.get("idempotent-replayed")]).toEqual([refunded.text, "true"]);
  const beyond = await post("refunds", { amount: "30.01", reason: "greedy" }, { "idempotency-key": "refund-2" });
  expect([beyond.status, beyond.json.error.code]).toEqual([409, "refund_exceeds_captured"]);
  expect((await post("ship", { trackingNumber: "T1" })).json).toMatchObject({ status: "shipped" });
  expect((await post("cancel")).json.error.code).toBe("invalid_order_state");
  const read = await api.call("GET", path, { token: key });
  expect(read.json.timeline.map(({ event }: { event: string }) => event)).toEqual(
    expect.arrayContaining(["order.created", "order.paid", "order.shipped"]),
  );
  expect(await api.shop.stock(variantId)).toMatchObject({ onHand: 7, reserved: 0 });
});

test("cancelling with a key twice cancels once and answers the same", async () => {
  const { sku, variantId } = await api.shop.addProduct();
  const placed = await order([{ sku, quantity: 1 }], "cancel-1");
  const path = `/api/v1/orders/${placed.json.data.orderId}/cancel`;
  const sent = { token: key, body: {}, headers: { "idempotency-key": "cancel-1" } };
  const first = await api.call("POST", path, sent);
  expect([first.status, first.json.status]).toEqual([200, "cancelled"]);
  const again = await api.call("POST", path, sent);
  expect([again.status, again.text]).toEqual([200, first.text]);
  expect(await api.shop.stock(variantId)).toMatchObject({ reserved: 0 });
});

test("a guest buys with a cart and reads the order by its token, over REST alone", async () => {
  const { variantId } = await api.shop.addProduct({ price: 2500n });
  const cart = await api.call("POST", "/api/v1/carts", { body: {} });
  expect(cart.status).toBe(201);
  const at = `/api/v1/carts/${cart.json.id}`;
  expect((await api.call("POST", `${at}/lines`, { body: { variantId, quantity: 2 } })).status).toBe(201);
  await api.call("PATCH", at, { body: { email: "guest@example.com", shippingAddress } });
  const methods = await api.call("GET", `${at}/shipping-methods`);
  const [method] = methods.json.items;
  const ready = await api.call("PATCH", at, { body: { shippingMethodCode: method.code } });
  const headers = { "idempotency-key": "pay-1" };
  const body = { paymentMethod: "card", expectedTotal: ready.json.total.amount };
  const paid = await api.call("POST", `${at}/checkout`, { body, headers });
  expect(paid.status).toBe(201);
  expect(paid.json.paymentUrl).toMatch(/^https?:/);
  const again = await api.call("POST", `${at}/checkout`, { body, headers });
  expect(again.text).toBe(paid.text);
  const { orderId, accessToken } = paid.json;
  const read = await api.call("GET", `/api/v1/orders/${orderId}?accessToken=${accessToken}`);
  expect([read.status, read.json.total]).toEqual([200, ready.json.total]);
  expect((await api.call("GET", `/api/v1/orders/${orderId}?accessToken=wrong`)).status).toBe(404);
});
