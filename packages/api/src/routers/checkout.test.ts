import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type Answer, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

async function cartWith(variantId: string, email: string): Promise<string> {
  const { json } = await api.call("POST", "/api/v1/carts", { body: {} });
  await api.call("POST", `/api/v1/carts/${json.id}/lines`, { body: { variantId, quantity: 1 } });
  await api.call("PATCH", `/api/v1/carts/${json.id}`, { body: { email } });
  return json.id;
}

function checkout(cart: string, idempotencyKey: string, body: object = {}): Promise<Answer> {
  const headers = { "idempotency-key": idempotencyKey };
  return api.call("POST", `/api/v1/carts/${cart}/checkout`, { body: { paymentMethod: "invoice", ...body }, headers });
}

test("two guests with the same key get each their own order, and never see the other's", async () => {
  const { variantId } = await api.shop.addProduct({ stock: 10 });
  const [one, two] = await Promise.all(
    ["one@example.com", "two@example.com"].map((email) => cartWith(variantId, email)),
  );
  const answers = await Promise.all([checkout(one ?? "", "1"), checkout(two ?? "", "1")]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const [first, second] = answers.map(({ json }) => json);
  expect(second.orderId).not.toBe(first.orderId);
  const strange = await api.call("GET", `/api/v1/orders/${first.orderId}?accessToken=${second.accessToken}`);
  expect(strange.status).toBe(404);
  const own = await api.call("GET", `/api/v1/orders/${second.orderId}?accessToken=${second.accessToken}`);
  expect(own.json.email).toBe("two@example.com");
});

test("two tabs, one cart, two keys: one order, and the other tab is led to it", async () => {
  const { variantId } = await api.shop.addProduct({ stock: 10 });
  const cart = await cartWith(variantId, "tabs@example.com");
  const answers = await Promise.all(["tab-1", "tab-2", "tab-3"].map((tab) => checkout(cart, tab)));
  const placed = answers.filter(({ status }) => status === 201);
  expect(placed).toHaveLength(1);
  for (const { status, json } of answers.filter((answer) => answer.status !== 201))
    expect([status, json.error.code, json.error.details.orderId]).toEqual([
      409,
      "cart_already_ordered",
      placed[0]?.json.orderId,
    ]);
  expect(await api.shop.stock(variantId)).toMatchObject({ reserved: 1 });
});

test("a price that changed since it was seen is told at checkout, and sold at once it is accepted", async () => {
  const { variantId } = await api.shop.addProduct({ price: 1000n });
  const cart = await cartWith(variantId, "price@example.com");
  await api.shop.db.prisma.variant.update({ where: { id: variantId }, data: { priceMinor: 1250n } });
  const told = await checkout(cart, "price-1");
  expect([told.status, told.json.error.code]).toEqual([409, "price_changed"]);
  expect(told.json.error.details.lines).toMatchObject([
    { expected: { amount: "10.00" }, current: { amount: "12.50" } },
  ]);
  expect(await api.shop.stock(variantId)).toMatchObject({ reserved: 0 });
  await api.call("POST", `/api/v1/carts/${cart}/accept-prices`, { body: {} });
  expect((await checkout(cart, "price-1", { expectedTotal: "10.00" })).json.error.code).toBe("idempotency_key_reused");
  expect((await checkout(cart, "price-2", { expectedTotal: "10.00" })).json.error.code).toBe("price_changed");
  expect((await checkout(cart, "price-3", { expectedTotal: "12.50" })).status).toBe(201);
});

test("an answer that was lost between commit and sending is given to whoever asks again, and ships once", async () => {
  const { sku, variantId } = await api.shop.addProduct({ stock: 5 });
  const body = { email: "lost@example.com", items: [{ sku, quantity: 2 }] };
  const post = (path: string, sent: object, idempotencyKey: string) =>
    api.call("POST", `/api/v1${path}`, { token: key, body: sent, headers: { "idempotency-key": idempotencyKey } });
  const placed = await post("/orders", body, "lost-1");
  await forgetAnswer("lost-1");
  const again = await post("/orders", body, "lost-1");
  expect([again.status, again.text]).toEqual([201, placed.text]);
  const { orderId } = placed.json.data;
  await post(`/orders/${orderId}/mark-paid`, {}, "paid-1");
  const { id: lineId } = await api.shop.db.prisma.orderLine.findFirstOrThrow({ where: { orderId } });
  await post(`/orders/${orderId}/ship`, { lines: [{ lineId, quantity: 1 }] }, "ship-1");
  await forgetAnswer("ship-1");
  const shipped = await post(`/orders/${orderId}/ship`, { lines: [{ lineId, quantity: 1 }] }, "ship-1");
  expect(shipped.json).toMatchObject({ status: "paid", shipments: [{ state: "shipped" }] });
  expect(await api.shop.stock(variantId)).toMatchObject({ onHand: 4, reserved: 1 });
});

// What a process leaves that was killed after its commit: a key that was begun, whose time is over.
async function forgetAnswer(idempotencyKey: string): Promise<void> {
  const { count } = await api.shop.db.prisma.idempotencyKey.updateMany({
    where: { key: idempotencyKey },
    data: { responseStatus: null, responseBody: null, lockedUntil: new Date(0) },
  });
  expect(count).toBe(1);
}
