import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startBench, stripeFor } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const charge = { amount: 5000, currency: "eur", confirm: true, payment_method: "pm_card_visa" } as const;
const idempotencyKey = "order:1:pay:1";

test("the same key and body give the same answer, marked as replayed, and charge once", async () => {
  const first = await bench.stripe.paymentIntents.create(charge, { idempotencyKey });
  const again = await bench.stripe.paymentIntents.create(charge, { idempotencyKey });
  expect(again.id).toBe(first.id);
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await bench.stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("the same key with another body is an idempotency error", async () => {
  await bench.stripe.paymentIntents.create(charge, { idempotencyKey });
  await expect(
    bench.stripe.paymentIntents.create({ ...charge, amount: 6000 }, { idempotencyKey }),
  ).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("a second request while the first still runs is a conflict, and the SDK's retry then gets the first one's answer", async () => {
  await bench.call("POST", "/faults", { target: "stripe", kind: "slow", delayMs: 300, times: 1 });
  const first = bench.stripe.paymentIntents.create(charge, { idempotencyKey });
  await expect.poll(async () => (await bench.call("GET", "/faults")).json).toEqual({ items: [] });
  await expect(bench.stripe.paymentIntents.create(charge, { idempotencyKey })).rejects.toMatchObject({
    statusCode: 409,
    code: "idempotency_key_in_use",
  });
  const retried = await stripeFor(bench.sandbox.url, "sk_test_sandbox", 2).paymentIntents.create(charge, {
    idempotencyKey,
  });
  expect(retried.id).toBe((await first).id);
});

test("a decline is kept, a refused request is not", async () => {
  const declined = { ...charge, payment_method: "pm_card_chargeDeclined" };
  const pay = () =>
    bench.stripe.paymentIntents
      .create(declined, { idempotencyKey })
      .catch((error: { payment_intent: { id: string } }) => error.payment_intent.id);
  expect(await pay()).toBe(await pay());
  await expect(
    bench.stripe.paymentIntents.create({ ...charge, amount: 1 }, { idempotencyKey: "b" }),
  ).rejects.toMatchObject({ code: "amount_too_small" });
  expect(await bench.stripe.paymentIntents.create(charge, { idempotencyKey: "b" })).toMatchObject({
    status: "succeeded",
  });
});

test("a charge whose answer was lost is found again under its key, not charged twice", async () => {
  await bench.call("POST", "/faults", {
    target: "stripe",
    kind: "drop_after",
    times: 2,
    pathPattern: "^POST /v1/payment_intents$",
  });
  await expect(bench.stripe.paymentIntents.create(charge, { idempotencyKey })).rejects.toMatchObject({
    type: "StripeConnectionError",
  });
  const found = await bench.stripe.paymentIntents.create(charge, { idempotencyKey });
  expect(found.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await bench.stripe.paymentIntents.list()).data.map(({ id, status }) => ({ id, status }))).toEqual([
    { id: found.id, status: "succeeded" },
  ]);
});
