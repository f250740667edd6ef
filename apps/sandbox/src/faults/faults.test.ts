import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ seed: 7 });
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const basic = { authorization: `Basic ${Buffer.from("etsy_user:etsy_pass").toString("base64")}` };
const validate = () => bench.call("POST", "/mock/etsy/validate", { receipt: "test1" }, basic);
const set = (fault: unknown) => bench.call("POST", "/faults", fault);

test("a status fault answers in the vendor's shape and goes away after its times", async () => {
  await set({ target: "stripe", kind: "status", status: 503, times: 1 });
  await expect(bench.stripe.customers.create({})).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 503 });
  expect((await bench.stripe.customers.create({})).object).toBe("customer");
  expect((await bench.call("GET", "/faults")).json).toEqual({ items: [] });
});

test("a rate limit says when to come back", async () => {
  await set({ target: "marketplaces", kind: "rate_limit", retryAfterSeconds: 7 });
  const limited = await validate();
  expect([limited.status, limited.headers.get("retry-after"), limited.json]).toEqual([
    429,
    "7",
    { error: "rate_limited" },
  ]);
  await set({ target: "stripe", kind: "rate_limit" });
  await expect(bench.stripe.customers.create({})).rejects.toMatchObject({ type: "StripeRateLimitError" });
});

test("a timeout does no work and closes the connection", async () => {
  await set({ target: "stripe", kind: "timeout", delayMs: 20, times: 2 });
  await expect(bench.stripe.customers.create({})).rejects.toMatchObject({ type: "StripeConnectionError" });
  expect((await bench.stripe.events.list()).data).toEqual([]);
});

test("a dropped answer comes after the work is done", async () => {
  await set({ target: "erp", kind: "drop_after", times: 1 });
  const order = { reference: "order-1", lines: [{ sku: "A", quantity: 1 }] };
  const key = { authorization: "Bearer erp_test_key", "idempotency-key": "k1" };
  await expect(bench.call("POST", "/erp/orders", order, key)).rejects.toThrow("fetch failed");
  const again = await bench.call("POST", "/erp/orders", order, key);
  expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
});

test("a malformed answer is cut in half under its good status", async () => {
  await set({ target: "stripe", kind: "malformed", times: 1 });
  await expect(bench.stripe.customers.create({})).rejects.toMatchObject({
    message: expect.stringContaining("Invalid JSON") as string,
  });
});

test("a slow answer comes, later", async () => {
  await set({ target: "marketplaces", kind: "slow", delayMs: 120 });
  const startedAt = performance.now();
  expect((await validate()).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
});

test("a fault strikes only its service and the paths that it names", async () => {
  await set({ target: "stripe", kind: "status", pathPattern: "^POST /v1/refunds" });
  expect((await bench.stripe.customers.create({})).object).toBe("customer");
  expect((await validate()).status).toBe(200);
  await expect(bench.stripe.refunds.create({ payment_intent: "pi_1" })).rejects.toMatchObject({ statusCode: 503 });
});

test("a rate is kept over many requests, and the same seed gives the same run", async () => {
  const run = async () => {
    bench.sandbox.reset();
    await set({ target: "marketplaces", kind: "status", rate: 0.5 });
    const statuses: number[] = [];
    for (let request = 0; request < 40; request += 1) statuses.push((await validate()).status);
    return statuses;
  };
  const first = await run();
  const failed = first.filter((status) => status === 503).length;
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThan(32);
  expect(await run()).toEqual(first);
});

test.each([
  { target: "moon", kind: "status" },
  { target: "stripe", kind: "explode" },
  { target: "stripe", kind: "status", rate: 2 },
  { target: "stripe", kind: "status", pathPattern: "(" },
  { target: "stripe", kind: "status", colour: "red" },
])("a fault that makes no sense is refused: %o", async (fault) => {
  expect(await set(fault)).toMatchObject({ status: 400, json: { error: { code: "invalid_input" } } });
});

test("deleting takes all faults away", async () => {
  await set({ target: "stripe", kind: "status" });
  expect((await bench.call("DELETE", "/faults")).status).toBe(204);
  expect((await bench.stripe.customers.create({})).object).toBe("customer");
});
