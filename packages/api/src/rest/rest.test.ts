import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

async function rowsWritten(): Promise<number> {
  const { prisma } = api.shop.db;
  const counts = await Promise.all([
    prisma.auditLog.count(),
    prisma.outboxEvent.count(),
    prisma.product.count(),
    prisma.cart.count(),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

test("an address that is not ours answers 404 in our shape", async () => {
  for (const path of ["/api/v1/nothing-here", "/api/v1/orders/1/2/3/4", "/api/v1/products/%E0%A4%A"]) {
    const answer = await api.call("GET", path, { token: key });
    expect([answer.status, answer.json.error.code]).toEqual([404, "not_found"]);
  }
});

test("a method that an address does not take answers 405 and the ones it takes", async () => {
  const answer = await api.call("PUT", "/api/v1/orders", { token: key, body: {} });
  expect([answer.status, answer.json.error.code]).toEqual([405, "method_not_allowed"]);
  expect(answer.headers.get("allow")?.split(", ").toSorted()).toEqual(["GET", "POST"]);
});

test("a body that is no JSON object answers 400 and writes nothing", async () => {
  const before = await rowsWritten();
  for (const body of ['{"title":', "[1]", "null", '"text"', "\u{1F4A9}"]) {
    const answer = await api.call("POST", "/api/v1/products", { token: key, body });
    expect([answer.status, answer.json.error.code]).toEqual([400, "invalid_input"]);
  }
  expect(await rowsWritten()).toBe(before);
});

test("a body over 1 MiB answers 413, also when it does not say its length", async () => {
  const large = JSON.stringify({ title: "x".repeat(1024 * 1024) });
  const told = await api.call("POST", "/api/v1/products", { token: key, body: large });
  expect([told.status, told.json.error.code]).toEqual([413, "payload_too_large"]);
  const chunks = new Blob([large]).stream();
  const headers = { authorization: `Bearer ${key}` };
  const untold = await fetch(`${api.url}/api/v1/products`, { method: "POST", headers, body: chunks, duplex: "half" });
  expect(untold.status).toBe(413);
});

test("a photo is taken from who may change products, up to 10 MiB, and from nobody else", async () => {
  const photo = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
    "base64",
  );
  const send = (token: string, body: Uint8Array<ArrayBuffer>) =>
    fetch(`${api.url}/api/v1/pictures`, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });
  const taken = await send(key, new Uint8Array(photo));
  expect([taken.status, await taken.json()]).toEqual([201, { mediaId: expect.any(String), width: 1, height: 1 }]);
  expect((await send(key, new TextEncoder().encode("no photo"))).status).toBe(400);
  expect((await send(key, new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await send(await api.key(["orders:read"]), new Uint8Array(photo))).status).toBe(403);
});

test("wrong fields are named", async () => {
  const answer = await api.call("POST", "/api/v1/products", {
    token: key,
    body: { title: "", variants: [{ sku: "A" }] },
  });
  expect(answer.status).toBe(400);
  const fields = answer.json.error.details.fields.map(({ field }: { field: string }) => field);
  expect(fields).toEqual(expect.arrayContaining(["title", "variants.0.price"]));
});

test("query strings become numbers and booleans where those are expected", async () => {
  expect((await api.call("GET", "/api/v1/products?limit=2&inStock=true&minPrice=1.50")).status).toBe(200);
  for (const query of ["limit=many", "limit=0", "limit=101", "inStock=perhaps", "minPrice=-1", "minPrice=1.005"]) {
    expect((await api.call("GET", `/api/v1/products?${query}`)).json.error.code).toBe("invalid_input");
  }
});

test("a price in another currency than the shop's is refused", async () => {
  const body = { title: "Dollar", variants: [{ sku: "USD-1", price: { amount: "1.00", currency: "USD" } }] };
  const answer = await api.call("POST", "/api/v1/products", { token: key, body });
  expect(answer.json.error).toMatchObject({
    code: "invalid_input",
    details: { fields: [{ field: "variants.0.price" }] },
  });
});

test("a product as made is the product as read, with shelf numbers for staff alone", async () => {
  const variants = [{ sku: "READ-1", price: { amount: "29.99", currency: "EUR" }, stock: 9 }];
  const made = await api.call("POST", "/api/v1/products", {
    token: key,
    body: { title: "Read me", status: "active", variants },
  });
  expect(made.status).toBe(201);
  const forStaff = await api.call("GET", `/api/v1/products/${made.json.slug}`, { token: key });
  expect(forStaff.json.variants[0]).toMatchObject({
    price: { amount: "29.99", currency: "EUR" },
    available: 9,
    onHand: 9,
  });
  const forShoppers = await api.call("GET", `/api/v1/products/${made.json.slug}`);
  expect(forShoppers.json.variants[0]).not.toHaveProperty("onHand");
});

test("stock is counted against what was expected", async () => {
  const product = await api.shop.addProduct({ stock: 5 });
  const path = `/api/v1/variants/${product.variantId}/stock`;
  const counted = await api.call("POST", path, { token: key, body: { delta: 1, reason: "counted" } });
  expect(counted.json).toEqual({ onHand: 6, reserved: 0, available: 6 });
  const surprised = await api.call("POST", path, {
    token: key,
    body: { onHand: 3, expectedOnHand: 99, reason: "counted" },
  });
  expect([surprised.status, surprised.json.error.code]).toEqual([409, "stock_conflict"]);
  const both = await api.call("POST", path, { token: key, body: { onHand: 3, delta: 1, reason: "counted" } });
  expect(both.status).toBe(400);
});
