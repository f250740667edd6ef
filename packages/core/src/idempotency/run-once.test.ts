import { createHash } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import { newId } from "@cartwright/db";

import { placeOrder } from "#orders/place-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { readIdempotencyKey, runOnce } from "./run-once.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const keyFor = (body: string, key: string = newId()) => ({
  scope: `${shop.organizationId}:orders:test`,
  key,
  fingerprint: createHash("sha256").update(body).digest(),
});

it("gives the same answer to the same request, and says that it is a repeat", async () => {
  const key = keyFor("a");
  const first = await runOnce(shop.ctx, key, async () => ({ status: 201, body: { n: 1 } }));
  const second = await runOnce(shop.ctx, key, async () => ({ status: 201, body: { n: 2 } }));
  expect(first).toEqual({ status: 201, body: { n: 1 }, replayed: false });
  expect(second).toEqual({ status: 201, body: { n: 1 }, replayed: true });
});

it("refuses the same key for another request, finished or not", async () => {
  const key = keyFor("a");
  await runOnce(shop.ctx, key, async () => ({ status: 200, body: null }));
  const reused = runOnce(shop.ctx, { ...keyFor("b"), key: key.key }, async () => ({ status: 200, body: null }));
  await expect(reused).rejects.toMatchObject({ code: "idempotency_key_reused" });
});

it("tells a second caller that the first is still running", async () => {
  const key = keyFor("a");
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  const first = runOnce(shop.ctx, key, async () => {
    start();
    await held;
    return { status: 200, body: "first" };
  });
  await started;
  const second = runOnce(shop.ctx, key, async () => ({ status: 200, body: "second" }));
  await expect(second).rejects.toMatchObject({ code: "request_in_progress" });
  release();
  expect(await first).toMatchObject({ body: "first" });
});

it("lets the request be tried again with the same run id after a refusal", async () => {
  const key = keyFor("a");
  const runs: string[] = [];
  const fails = runOnce(shop.ctx, key, async (runId) => {
    runs.push(runId);
    throw new Error("no");
  });
  await expect(fails).rejects.toThrow("no");
  await runOnce(shop.ctx, key, async (runId) => {
    runs.push(runId);
    return { status: 200, body: null };
  });
  expect(runs[1]).toBe(runs[0]);
});

it("frees the key of a process that died once its time is over", async () => {
  const key = keyFor("a");
  void runOnce(shop.ctx, key, () => new Promise<never>(() => undefined));
  await expect.poll(() => shop.db.prisma.idempotencyKey.count({ where: { scope: key.scope, key: key.key } })).toBe(1);
  const again = () => runOnce(shop.ctx, key, async () => ({ status: 200, body: "second" }));
  await expect(again()).rejects.toMatchObject({ code: "request_in_progress" });
  shop.clock.advance(61_000);
  expect(await again()).toMatchObject({ body: "second", replayed: false });
});

it("answers with the order that a process had committed before it died, and makes no second one", async () => {
  const key = keyFor("a");
  const { variantId } = await shop.addProduct({ stock: 5 });
  const place = (orderId: string) =>
    placeOrder(shop.ctx, {
      orderId,
      items: [{ variantId, quantity: 1 }],
      email: "a@example.com",
      paymentMethod: "invoice",
    });
  const { promise: committed, resolve: commit } = Promise.withResolvers<string>();
  void runOnce(shop.ctx, key, async (runId) => {
    commit((await place(runId)).number);
    return new Promise<never>(() => undefined); // killed between commit and answer
  });
  const number = await committed;
  shop.clock.advance(61_000);
  const repeat = await runOnce(shop.ctx, key, async (runId) => ({ status: 201, body: (await place(runId)).number }));
  expect(repeat).toMatchObject({ body: number });
  expect(await shop.db.prisma.orderLine.count({ where: { variantId } })).toBe(1);
  expect(await shop.stock(variantId)).toMatchObject({ reserved: 1, ledger: { reserved: 1 } });
});

it("makes one order of twenty equal submits, and gives all the same answer", async () => {
  const key = keyFor("a");
  const { variantId } = await shop.addProduct({ stock: 50 });
  const submit = () =>
    runOnce(shop.ctx, key, async (orderId) => {
      const items = [{ variantId, quantity: 1 }];
      const order = await placeOrder(shop.ctx, { orderId, items, email: "b@example.com", paymentMethod: "invoice" });
      return { status: 201, body: order.number };
    });
  const first = await Promise.allSettled(Array.from({ length: 20 }, submit));
  for (const result of first)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "request_in_progress" });
  const answers = await Promise.all(Array.from({ length: 20 }, submit));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(answers.every(({ replayed }) => replayed)).toBe(true);
  expect(await shop.db.prisma.orderLine.count({ where: { variantId } })).toBe(1);
});

it("forgets a key after a day", async () => {
  const key = keyFor("a");
  await runOnce(shop.ctx, key, async () => ({ status: 200, body: 1 }));
  shop.clock.advance(24 * 60 * 60_000);
  expect(await runOnce(shop.ctx, key, async () => ({ status: 200, body: 2 }))).toMatchObject({ body: 2 });
});

it.each([null, "", "x".repeat(256)])("refuses %s as a key", (key) => {
  expect(() => readIdempotencyKey(key)).toThrow("Idempotency-Key");
});
