import { afterEach, expect, test } from "vitest";

import { manualClock } from "../clock.ts";
import type { DeliveryRecord } from "../outgoing/deliveries.ts";
import { aSession, secrets, startBench, stripeFor } from "../testing-sandbox.ts";
import type { Bench, Caught } from "../testing-sandbox.ts";

let bench: Bench;
afterEach(() => bench.close());

const ofType = (type: string) => (caught: Caught) => caught.json.type === type;
const newestDelivery = async () => (await log())[0];
const log = async () => (await bench.call<{ items: DeliveryRecord[] }>("GET", "/stripe/webhooks/log")).json.items;
const verify = (caught: Caught) =>
  bench.stripe.webhooks.constructEvent(caught.body, String(caught.headers["stripe-signature"]), secrets.stripe);

test("events are signed so that the SDK accepts them, and carry the object", async () => {
  bench = await startBench();
  const { id } = await bench.stripe.checkout.sessions.create(aSession);
  await bench.call("POST", `/pay/${id}/complete`, { outcome: "approve", webhookFirst: true });
  const caught = await bench.door.arrival(ofType("checkout.session.completed"));
  expect(caught.path).toBe("/api/webhooks/stripe");
  const event = verify(caught);
  expect(event).toMatchObject({
    object: "event",
    livemode: false,
    api_version: "2026-10-28.endive",
    data: { object: { id, payment_status: "paid", client_reference_id: "order-1" } },
  });
  expect(() =>
    bench.stripe.webhooks.constructEvent(`${caught.body} `, String(caught.headers["stripe-signature"]), secrets.stripe),
  ).toThrow("signature");
});

test("a payment, a capture, a refund and a cancellation tell their events", async () => {
  bench = await startBench();
  const intent = await bench.stripe.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  await bench.stripe.paymentIntents.capture(intent.id);
  await bench.stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
  const held = await bench.stripe.paymentIntents.create({ amount: 5000, currency: "eur" });
  await bench.stripe.paymentIntents
    .confirm(held.id, { payment_method: "pm_card_chargeDeclined" })
    .catch(() => undefined);
  await bench.stripe.paymentIntents.cancel(held.id);
  const types = (await bench.stripe.events.list({ limit: 50 })).data.map((event) => event.type).reverse();
  expect(types).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.amount_capturable_updated",
    "charge.captured",
    "payment_intent.succeeded",
    "refund.created",
    "charge.refunded",
    "refund.updated",
    "payment_intent.created",
    "charge.failed",
    "payment_intent.payment_failed",
    "payment_intent.canceled",
  ]);
  expect((await bench.door.arrival(ofType("charge.refunded"))).json).toMatchObject({
    data: { object: { amount_refunded: 100 } },
  });
  expect((await bench.door.arrival(ofType("payment_intent.canceled"))).json).toMatchObject({
    data: { object: { id: held.id } },
  });
});

test("a webhook that was not taken is sent again, signed anew, as the same event", async () => {
  bench = await startBench();
  bench.door.answers.push(500, 503);
  await bench.stripe.customers.create({ email: "aino@example.com" });
  const third = await bench.door.arrival(ofType("customer.created"), 3);
  expect(new Set(bench.door.caught.map(({ json }) => json.id)).size).toBe(1);
  expect(verify(third).type).toBe("customer.created");
  await expect
    .poll(newestDelivery)
    .toMatchObject({ state: "delivered", attempts: [{ status: 500 }, { status: 503 }, { status: 200 }] });
});

test("a delayed webhook waits its time", async () => {
  const clock = manualClock(new Date("2026-11-21T08:00:00Z"));
  bench = await startBench({ clock });
  const { id } = await bench.stripe.checkout.sessions.create(aSession);
  await bench.call("POST", `/pay/${id}/complete`, { outcome: "approve", webhookDelayMs: 5_000 });
  clock.advance(4_999);
  expect((await log()).flatMap((delivery) => delivery.attempts)).toEqual([]);
  clock.advance(1);
  expect((await bench.door.arrival(ofType("checkout.session.completed"))).json).toMatchObject({
    data: { object: { id } },
  });
});

test("a session expires at its time, cancels its intent and says so, unless it was paid", async () => {
  const clock = manualClock(new Date("2026-11-21T08:00:00Z"));
  bench = await startBench({ clock });
  const expires_at = clock.now().getTime() / 1000 + 1800;
  const [left, paid] = [
    await bench.stripe.checkout.sessions.create({ ...aSession, expires_at }),
    await bench.stripe.checkout.sessions.create({ ...aSession, expires_at }),
  ];
  await bench.call("POST", `/pay/${left.id}/complete`, { outcome: "decline", noWebhook: true });
  await bench.call("POST", `/pay/${paid.id}/complete`, { outcome: "approve", noWebhook: true });
  clock.advance(1800 * 1000);
  clock.advance(0);
  expect((await bench.door.arrival(ofType("checkout.session.expired"))).json).toMatchObject({
    data: { object: { id: left.id, status: "expired", url: null } },
  });
  expect(await bench.stripe.checkout.sessions.retrieve(left.id, { expand: ["payment_intent"] })).toMatchObject({
    payment_intent: { status: "canceled" },
  });
  expect((await bench.stripe.checkout.sessions.retrieve(paid.id)).status).toBe("complete");
  expect((await bench.call("GET", `/pay/${left.id}`)).status).toBe(410);
  await expect(bench.stripe.checkout.sessions.expire(left.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("an expiry outside 30 minutes to 24 hours is refused", async () => {
  bench = await startBench();
  const inSeconds = (seconds: number) => ({ ...aSession, expires_at: Math.floor(Date.now() / 1000) + seconds });
  await expect(bench.stripe.checkout.sessions.create(inSeconds(15 * 60))).rejects.toMatchObject({
    param: "expires_at",
  });
  await expect(bench.stripe.checkout.sessions.create(inSeconds(25 * 3600))).rejects.toMatchObject({
    param: "expires_at",
  });
});

test("a refund that fails later gives the charge its money back and says so", async () => {
  const clock = manualClock(new Date("2026-11-21T08:00:00Z"));
  bench = await startBench({ clock });
  const intent = await bench.stripe.paymentIntents.create({
    amount: 5000,
    currency: "eur",
    confirm: true,
    payment_method: "pm_card_refundFail",
  });
  const refund = await bench.stripe.refunds.create({ payment_intent: intent.id });
  clock.advance(2_000);
  expect(await bench.stripe.refunds.retrieve(refund.id)).toMatchObject({
    status: "failed",
    failure_reason: "expired_or_canceled_card",
  });
  const after = await bench.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
  expect(after.latest_charge).toMatchObject({ amount_refunded: 0, refunded: false });
});

test("lost answers on the way out make the same event arrive twice", async () => {
  bench = await startBench();
  await bench.call("POST", "/faults", { target: "outgoing", kind: "drop_after", times: 1 });
  await bench.stripe.customers.create({});
  const second = await bench.door.arrival(ofType("customer.created"), 2);
  expect(second.json.id).toBe(bench.door.caught[0]?.json.id);
});

test("webhooks can be pointed elsewhere while the sandbox runs", async () => {
  bench = await startBench({ webhookTargets: {} });
  bench.sandbox.pointWebhooksAt({ stripe: `${bench.door.url}/elsewhere` });
  await stripeFor(bench.sandbox.url).customers.create({});
  expect((await bench.door.arrival(ofType("customer.created"))).path).toBe("/elsewhere");
});
