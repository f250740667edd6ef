import { afterAll, beforeAll, expect, test } from "vitest";

import { startBench, stripeFor } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const paid = (amount = 5000) =>
  bench.stripe.paymentIntents.create({
    amount,
    currency: "eur",
    confirm: true,
    payment_method: "pm_card_visa",
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });

test("a confirmed intent has charged its whole amount", async () => {
  const intent = await paid();
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 5000, amount_capturable: 0 });
  const expanded = await bench.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
  expect(expanded.latest_charge).toMatchObject({ object: "charge", amount_captured: 5000, captured: true, paid: true });
});

test("manual capture holds the money, takes a part once, and not a second time", async () => {
  const intent = await bench.stripe.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  expect(intent).toMatchObject({ status: "requires_capture", amount_capturable: 5000, amount_received: 0 });
  await expect(bench.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 5001 })).rejects.toMatchObject({
    code: "amount_too_large",
  });
  expect(await bench.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 3000 })).toMatchObject({
    status: "succeeded",
    amount_received: 3000,
  });
  await expect(bench.stripe.paymentIntents.capture(intent.id)).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
  });
  await expect(bench.stripe.refunds.create({ payment_intent: intent.id, amount: 3001 })).rejects.toMatchObject({
    param: "amount",
  });
});

test("an authorization can be canceled; a paid intent cannot", async () => {
  const held = await bench.stripe.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  expect(await bench.stripe.paymentIntents.cancel(held.id, { cancellation_reason: "abandoned" })).toMatchObject({
    status: "canceled",
    cancellation_reason: "abandoned",
  });
  const { id } = await paid();
  await expect(bench.stripe.paymentIntents.cancel(id)).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
    statusCode: 400,
  });
});

test("a declined card is a card error that carries the intent, and the intent can be paid with another card", async () => {
  const intent = await bench.stripe.paymentIntents.create({ amount: 5000, currency: "eur" });
  const failure = await bench.stripe.paymentIntents
    .confirm(intent.id, { payment_method: "pm_card_chargeDeclinedInsufficientFunds" })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    type: "StripeCardError",
    statusCode: 402,
    code: "card_declined",
    decline_code: "insufficient_funds",
    payment_intent: { id: intent.id, status: "requires_payment_method" },
  });
  expect(await bench.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" })).toMatchObject({
    status: "succeeded",
    last_payment_error: null,
  });
});

test("a challenged card waits for the bank, whose answer decides", async () => {
  const create = () =>
    bench.stripe.paymentIntents.create({
      amount: 5000,
      currency: "eur",
      confirm: true,
      payment_method: "pm_card_threeDSecure2Required",
      return_url: "http://shop.test/back",
    });
  const intent = await create();
  expect(intent.status).toBe("requires_action");
  expect(intent.next_action?.redirect_to_url?.url).toBe(`${bench.sandbox.url}/pay/challenge/${intent.id}`);
  const approved = await bench.call<{ redirectUrl: string }>("POST", `/pay/challenge/${intent.id}/complete`, {
    result: "approve",
  });
  expect(new URL(approved.json.redirectUrl).searchParams.get("redirect_status")).toBe("succeeded");
  expect((await bench.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  const refused = await create();
  await bench.call("POST", `/pay/challenge/${refused.id}/complete`, { result: "fail" });
  expect(await bench.stripe.paymentIntents.retrieve(refused.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
});

test("refunds never exceed what was captured, also in parts", async () => {
  const { id } = await paid();
  await expect(bench.stripe.refunds.create({ payment_intent: id, amount: 5001 })).rejects.toMatchObject({
    statusCode: 400,
    param: "amount",
  });
  await bench.stripe.refunds.create({ payment_intent: id, amount: 2000 });
  await expect(bench.stripe.refunds.create({ payment_intent: id, amount: 3001 })).rejects.toMatchObject({
    code: "amount_too_large",
  });
  const rest = await bench.stripe.refunds.create({ payment_intent: id });
  expect(rest.amount).toBe(3000);
  await expect(bench.stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
    code: "charge_already_refunded",
  });
  const listed = await bench.stripe.refunds.list({ payment_intent: id });
  expect(listed.data.map((refund) => refund.amount)).toEqual([3000, 2000]);
});

test("twenty parallel refunds of a tenth take exactly ten tenths", async () => {
  const { id } = await paid();
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => bench.stripe.refunds.create({ payment_intent: id, amount: 500 })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
});

test("amounts that Stripe would refuse are refused", async () => {
  const create = (amount: number, currency: string) => bench.stripe.paymentIntents.create({ amount, currency });
  await expect(create(49, "eur")).rejects.toMatchObject({ code: "amount_too_small" });
  await expect(create(1001, "kwd")).rejects.toMatchObject({ param: "amount" });
  await expect(create(1000, "xyz")).rejects.toMatchObject({ param: "currency" });
  expect(await create(500, "jpy")).toMatchObject({ amount: 500, currency: "jpy" });
});

test("a missing, an unknown and a wrongly typed parameter are named as Stripe names them", async () => {
  const auth = { authorization: "Bearer sk_test_1", "content-type": "application/x-www-form-urlencoded" };
  const post = async (body: string) =>
    (await fetch(`${bench.sandbox.url}/stripe/v1/payment_intents`, { method: "POST", headers: auth, body })).json();
  expect(await post("currency=eur")).toMatchObject({
    error: { type: "invalid_request_error", code: "parameter_missing", param: "amount" },
  });
  expect(await post("currency=eur&amount=1000&colour=red")).toMatchObject({
    error: { code: "parameter_unknown", param: "colour" },
  });
  expect(await post("currency=eur&amount=1e3")).toMatchObject({
    error: { code: "parameter_invalid_integer", param: "amount" },
  });
  expect(await post("currency=eur&amount=1000&automatic_payment_methods[on]=true")).toMatchObject({
    error: { param: "automatic_payment_methods[enabled]" },
  });
});

test("only test keys get in, and every answer bears a request id", async () => {
  await expect(stripeFor(bench.sandbox.url, "sk_live_1").customers.create({})).rejects.toMatchObject({
    type: "StripeAuthenticationError",
    statusCode: 401,
  });
  const anonymous = await bench.call("GET", "/v1/customers/cus_1");
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get("request-id")).toMatch(/^req_\w+$/);
  await expect(bench.stripe.customers.retrieve("cus_none")).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    requestId: expect.stringMatching(/^req_/) as string,
  });
});

test("an endpoint that is not simulated answers Stripe's own 404", async () => {
  await expect(bench.stripe.subscriptions.list()).rejects.toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 404,
  });
});
