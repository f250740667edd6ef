import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";

import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import type { StartPaymentInput } from "../contracts/payment-provider.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createStripeProvider, type StripeProvider } from "./index.ts";

const webhookSecrets = "whsec_sandbox_stripe";

let sandbox: SandboxProcess;
let door: Server;
let stripe: StripeProvider;
const received: { rawBody: Uint8Array; headers: Headers }[] = [];

beforeAll(async () => {
  door = createServer((request, response) => {
    void buffer(request).then((rawBody) => {
      const signature = String(request.headers["stripe-signature"]);
      received.push({ rawBody, headers: new Headers({ "stripe-signature": signature }) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  sandbox = await startSandbox({ webUrl: `http://127.0.0.1:${address.port}` });
  stripe = provider();
});

afterEach(() => sandbox.clearFaults());

afterAll(async () => {
  await sandbox.stop();
  door.closeAllConnections();
  door.close();
});

test("a start says where to pay, and the same start again is the same session", async () => {
  const first = await stripe.create(start("start"));
  expect(first.redirectUrl).toContain(`${sandbox.url}/pay/cs_test_`);
  expect(await stripe.create(start("start"))).toEqual(first);
  expect(await stripe.retrieve(ref(first))).toMatchObject({
    state: "open",
    capturedMinor: 0n,
    orderId: "order-start",
    paymentId: "payment-start",
  });
});

test("the same key with another amount is refused, not charged anew", async () => {
  await stripe.create(start("reused"));
  const other = { ...start("reused"), amount: { minor: 1_000n, currency: "EUR" } };
  await expect(stripe.create(other)).rejects.toBeInstanceOf(ProviderRefusedError);
});

test("a paid session is captured in full, found by session and by payment", async () => {
  const session = await stripe.create(start("paid"));
  await sandbox.pay(session.sessionId, { outcome: "approve" });
  const paid = await stripe.retrieve(ref(session));
  expect(paid).toMatchObject({
    state: "captured",
    capturedMinor: 5_578n,
    refundedMinor: 0n,
    currency: "EUR",
    paymentId: "payment-paid",
  });
  const byIntent = await stripe.retrieve({ sessionId: null, providerPaymentId: paid.providerPaymentId });
  expect(byIntent).toMatchObject({ state: "captured", orderId: "order-paid", paymentId: "payment-paid" });
});

test("a declined card leaves the session open and tells why; another card then pays", async () => {
  const session = await stripe.create(start("declined"));
  await sandbox.pay(session.sessionId, { outcome: "decline" });
  expect(await stripe.retrieve(ref(session))).toMatchObject({ state: "open", failureCode: "generic_decline" });
  await sandbox.pay(session.sessionId, { outcome: "approve" });
  expect(await stripe.retrieve(ref(session))).toMatchObject({ state: "captured", failureCode: null });
});

test("a voided session cannot be paid any more, also when a card was declined before, and voiding twice is harmless", async () => {
  const session = await stripe.create(start("void"));
  await sandbox.pay(session.sessionId, { outcome: "decline" });
  const voided = await stripe.void({ ...ref(session), idempotencyKey: "void" });
  expect(voided.state).toBe("expired");
  await expect(sandbox.pay(session.sessionId, { outcome: "approve" })).rejects.toThrow("session_not_open");
  expect(await stripe.void({ ...ref(session), idempotencyKey: "void" })).toEqual(voided);
});

test("voiding what has been paid tells that it has been paid", async () => {
  const session = await stripe.create(start("late"));
  await sandbox.pay(session.sessionId, { outcome: "approve" });
  expect(await stripe.void({ ...ref(session), idempotencyKey: "late" })).toMatchObject({
    state: "captured",
    capturedMinor: 5_578n,
  });
});

test("a session in the bank's challenge is open, and can be voided there", async () => {
  const session = await stripe.create(start("challenge"));
  await sandbox.pay(session.sessionId, { outcome: "challenge" });
  expect((await stripe.retrieve(ref(session))).state).toBe("open");
  expect((await stripe.void({ ...ref(session), idempotencyKey: "challenge" })).state).toBe("expired");
});

test("a refund asked for twice is one refund, and more than is left is refused", async () => {
  const session = await payFor("refund");
  const refund = {
    ...ref(session),
    idempotencyKey: "refund:1",
    refundId: "1",
    providerRefundId: null,
    amount: eur(2_000n),
    reason: "broken",
  };
  const first = await stripe.refund(refund);
  expect(first).toMatchObject({ state: "succeeded", amountMinor: 2_000n, failureCode: null });
  expect((await stripe.refund(refund)).providerRefundId).toBe(first.providerRefundId);
  // As if the provider had forgotten the key: the refund is found by our own id.
  expect((await stripe.refund({ ...refund, idempotencyKey: "forgotten" })).providerRefundId).toBe(
    first.providerRefundId,
  );
  expect(await stripe.retrieve(ref(session))).toMatchObject({ refundedMinor: 2_000n });
  const tooMuch = { ...refund, refundId: "2", idempotencyKey: "refund:2", amount: eur(3_579n) };
  await expect(stripe.refund(tooMuch)).rejects.toBeInstanceOf(ProviderRefusedError);
});

test("all refunds of a payment are listed: ours by our id, those made in the dashboard without one", async () => {
  const session = await payFor("listed");
  await stripe.refund({
    ...ref(session),
    idempotencyKey: "refund:l",
    refundId: "l",
    providerRefundId: null,
    amount: eur(1_000n),
    reason: "one",
  });
  const elsewhere = await fetch(`${sandbox.url}/pay/${session.sessionId}/refund`, {
    method: "POST",
    body: JSON.stringify({ amount: 200 }),
  });
  expect(elsewhere.status).toBe(200);
  expect(await stripe.listRefunds(ref(session))).toMatchObject([
    { refundId: null, amountMinor: 200n, state: "succeeded" },
    { refundId: "l", amountMinor: 1_000n, state: "succeeded" },
  ]);
});

test("a refund that settles late is pending first and told by its id later", async () => {
  const session = await payFor("pending", "4000000000007726");
  const refund = {
    ...ref(session),
    idempotencyKey: "refund:p",
    refundId: "p",
    providerRefundId: null,
    amount: eur(100n),
    reason: "",
  };
  const asked = await stripe.refund(refund);
  expect(asked.state).toBe("pending");
  const later = () => stripe.refund({ ...refund, providerRefundId: asked.providerRefundId });
  await expect.poll(async () => (await later()).state, { timeout: 8_000, interval: 200 }).toBe("succeeded");
});

test("an answer that is lost on the way costs nothing: the repeat gets the same session", async () => {
  await sandbox.fault({ target: "stripe", kind: "drop_after", times: 1 });
  const session = await stripe.create(start("dropped"));
  await sandbox.clearFaults();
  expect(await stripe.create(start("dropped"))).toEqual(session);
});

test.for([
  ["an error on Stripe's side", { kind: "status", status: 500 }],
  ["a rate limit", { kind: "rate_limit", retryAfterSeconds: 7 }],
  ["an answer that breaks off", { kind: "malformed" }],
  ["silence", { kind: "timeout", delayMs: 5_000 }],
  ["a line that drops every time", { kind: "drop_after" }],
] as const)("%s is told as unavailable", async ([, fault]) => {
  await sandbox.fault({ target: "stripe", ...fault });
  const attempt = provider({ timeoutMs: 200 }).create(start(`fault-${fault.kind}`));
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProviderUnavailableError);
  expect(error).toHaveProperty("retryAfterMs", fault.kind === "rate_limit" ? 7_000 : null);
});

test("a wrong key is a refusal, and an unknown session too", async () => {
  await expect(provider({ secretKey: "wrong" }).create(start("key"))).rejects.toBeInstanceOf(ProviderRefusedError);
  const unknown = { sessionId: "cs_test_gone", providerPaymentId: null };
  await expect(stripe.retrieve(unknown)).rejects.toMatchObject({ code: "resource_missing" });
});

test("yen have no decimals, dinars three with the last one zero, a discount makes one line: the sum is what the order says", async () => {
  const yen = await stripe.create({ ...start("jpy"), amount: { minor: 5_578n, currency: "JPY" } });
  await sandbox.pay(yen.sessionId, { outcome: "approve" });
  expect(await stripe.retrieve(ref(yen))).toMatchObject({ capturedMinor: 5_578n, currency: "JPY" });
  const dinars = { ...start("kwd"), amount: { minor: 5_120n, currency: "KWD" }, discountMinor: 458n };
  const session = await stripe.create(dinars);
  await sandbox.pay(session.sessionId, { outcome: "approve" });
  expect(await stripe.retrieve(ref(session))).toMatchObject({ capturedMinor: 5_120n, currency: "KWD" });
  const uneven = { ...start("kwd-2"), amount: { minor: 5_123n, currency: "KWD" }, discountMinor: 455n };
  await expect(stripe.create(uneven)).rejects.toMatchObject({ code: "amount_not_chargeable" });
});

test("the webhooks that Stripe sends are signed, and name the session, the payment and the order", async () => {
  received.length = 0;
  const session = await stripe.create(start("hook"));
  await sandbox.pay(session.sessionId, { outcome: "approve", webhookFirst: true });
  const all = await Promise.all(received.map((message) => stripe.readWebhook(message)));
  // What was paid before is told of late on a busy machine.
  const read = all.filter(({ orderId }) => orderId === "order-hook");
  const completed = read.find(({ topic }) => topic === "checkout.session.completed");
  expect(completed).toMatchObject({ sessionId: session.sessionId, orderId: "order-hook", accountId: "" });
  const succeeded = read.find(({ topic }) => topic === "payment_intent.succeeded");
  expect(succeeded).toMatchObject({
    sessionId: null,
    providerPaymentId: completed?.providerPaymentId,
    orderId: "order-hook",
  });
  expect(received.map(({ rawBody }) => stripe.parseWebhook(rawBody))).toEqual(all);
});

const now = new Date("2026-11-21T12:00:00Z");
const event = JSON.stringify({
  id: "evt_1",
  type: "refund.updated",
  data: { object: { id: "re_1", object: "refund", payment_intent: "pi_1" } },
});

test.for([
  ["five minutes ago", -300, webhookSecrets, "accepted"],
  ["in five minutes", 300, webhookSecrets, "accepted"],
  ["longer ago", -301, webhookSecrets, "stripe-signature does not fit"],
  ["tomorrow, which the SDK would accept", 86_400, webhookSecrets, "from the future"],
  ["now, with the older of two secrets", 0, "whsec_old", "accepted"],
  ["now, with a secret that is not ours", 0, "whsec_other", "stripe-signature does not fit"],
] as const)("an event signed %s", async ([, offset, secret, outcome]) => {
  const timestamp = now.getTime() / 1_000 + offset;
  const header = Stripe.webhooks.generateTestHeaderString({ payload: event, secret, timestamp });
  const rotating = provider({ webhookSecrets: [webhookSecrets, "whsec_old"], now: () => now });
  const reading = rotating.readWebhook({
    rawBody: Buffer.from(event),
    headers: new Headers({ "stripe-signature": header }),
  });
  const seen = await reading.then(
    (webhook) => (webhook.providerPaymentId === "pi_1" ? "accepted" : "misread"),
    (error: unknown) => String(error),
  );
  expect(seen).toContain(outcome);
});

function provider(options: Partial<Parameters<typeof createStripeProvider>[0]> = {}): StripeProvider {
  return createStripeProvider({ secretKey: "sk_test_cartwright", webhookSecrets, apiBase: sandbox.url, ...options });
}

/** 2 × 19.99 + 9.90 + 5.90 for delivery = 55.78. */
function start(name: string): StartPaymentInput {
  return {
    orderId: `order-${name}`,
    orderNumber: "1001",
    paymentId: `payment-${name}`,
    idempotencyKey: `order:${name}:pay:1`,
    amount: eur(5_578n),
    email: "aino@example.com",
    lines: [
      { title: "Linen apron", quantity: 2, unitMinor: 1_999n },
      { title: "Pine tray", quantity: 1, unitMinor: 990n },
    ],
    shippingMinor: 590n,
    discountMinor: 0n,
    successUrl: "http://shop.test/thanks?session={CHECKOUT_SESSION_ID}",
    cancelUrl: "http://shop.test/cart",
    expiresAt: holdEnd,
  };
}

const holdEnd = new Date(Date.now() + 15 * 60_000);

async function payFor(name: string, card = "4242424242424242") {
  const session = await stripe.create(start(name));
  await sandbox.pay(session.sessionId, { outcome: "approve", card });
  return session;
}

function eur(minor: bigint) {
  return { minor, currency: "EUR" };
}

function ref(session: { sessionId: string }) {
  return { sessionId: session.sessionId, providerPaymentId: null };
}
