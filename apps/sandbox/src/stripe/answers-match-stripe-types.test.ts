import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";

import { aSession, startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";
import { loadStripeSchema } from "./stripe-schema.ts";

const { faultsOf } = loadStripeSchema();
let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
  // The first look compiles thousands of types; done here, under the longer limit of a hook.
  const session = await bench.stripe.checkout.sessions.create(aSession);
  faultsOf(await read(`/v1/checkout/sessions/${session.id}`));
}, 60_000);
afterAll(() => bench.close());

function chargeOf({ charge }: Stripe.Refund): string {
  return typeof charge === "string" ? charge : (charge?.id ?? "none");
}

interface Wire extends Record<string, unknown> {
  id: string;
}

async function read(path: string): Promise<Wire> {
  return (await bench.call<Wire>("GET", path, undefined, { authorization: "Bearer sk_test_wire" })).json;
}

test("the schema refuses an answer that lacks a field or has a wrong type", async () => {
  const session = await bench.stripe.checkout.sessions.create(aSession);
  const wire = await read(`/v1/checkout/sessions/${session.id}`);
  expect(faultsOf({ ...wire, amount_total: "5578" })).not.toEqual([]);
  const { payment_status: _, ...without } = wire;
  expect(faultsOf(without)).not.toEqual([]);
});

test("a checkout session is as Stripe types it: open, paid, expired", async () => {
  const open = await bench.stripe.checkout.sessions.create(aSession);
  expect(faultsOf(await read(`/v1/checkout/sessions/${open.id}`))).toEqual([]);
  await bench.call("POST", `/pay/${open.id}/complete`, { outcome: "approve" });
  const expand = "expand[]=payment_intent.latest_charge&expand[]=payment_intent.payment_method&expand[]=line_items";
  const paid = await read(`/v1/checkout/sessions/${open.id}?${expand}`);
  expect(paid).toMatchObject({
    payment_intent: { latest_charge: { object: "charge" } },
    line_items: { object: "list" },
  });
  expect(faultsOf(paid)).toEqual([]);
  const other = await bench.stripe.checkout.sessions.create(aSession);
  await bench.stripe.checkout.sessions.expire(other.id);
  expect(faultsOf(await read(`/v1/checkout/sessions/${other.id}`))).toEqual([]);
});

test("line items are as Stripe types them, and their decimals are the SDK's", async () => {
  const session = await bench.stripe.checkout.sessions.create(aSession);
  const { data } = await read(`/v1/checkout/sessions/${session.id}/line_items`);
  expect(Array.isArray(data) ? data.map(faultsOf) : data).toEqual([[], []]);
  const [line] = (await bench.stripe.checkout.sessions.listLineItems(session.id)).data;
  expect(line?.price?.unit_amount_decimal?.toString()).toBe("1999");
});

test.each([
  ["pm_card_visa", "automatic", "succeeded"],
  ["pm_card_visa", "manual", "requires_capture"],
  ["pm_card_threeDSecure2Required", "automatic", "requires_action"],
  ["pm_card_chargeDeclined", "automatic", "requires_payment_method"],
] as const)(
  "a payment intent is as Stripe types it with %s and %s capture: %s",
  async (payment_method, capture_method, status) => {
    const intent = await bench.stripe.paymentIntents.create({ amount: 2500, currency: "eur", capture_method });
    expect(faultsOf(await read(`/v1/payment_intents/${intent.id}`))).toEqual([]);
    await Promise.allSettled([
      bench.stripe.paymentIntents.confirm(intent.id, { payment_method, return_url: "http://shop.test/back" }),
    ]);
    const after = await read(`/v1/payment_intents/${intent.id}?expand[]=latest_charge.refunds&expand[]=payment_method`);
    expect(after.status).toBe(status);
    expect(faultsOf(after)).toEqual([]);
  },
);

test("refund, charge after it, and customer are as Stripe types them", async () => {
  const customer = await bench.stripe.customers.create({
    email: "aino@example.com",
    name: "Aino",
    address: { city: "Helsinki", country: "FI" },
  });
  expect(faultsOf(await read(`/v1/customers/${customer.id}`))).toEqual([]);
  const intent = await bench.stripe.paymentIntents.create({
    amount: 2500,
    currency: "eur",
    customer: customer.id,
    confirm: true,
    payment_method: "pm_card_pendingRefund",
  });
  const refund = await bench.stripe.refunds.create({
    payment_intent: intent.id,
    amount: 700,
    reason: "requested_by_customer",
  });
  expect(refund.status).toBe("pending");
  expect(faultsOf(await read(`/v1/refunds/${refund.id}`))).toEqual([]);
  const charge = await read(
    `/v1/charges/${chargeOf(refund)}?expand[]=payment_intent&expand[]=customer&expand[]=refunds`,
  );
  expect(charge.amount_refunded).toBe(700);
  expect(faultsOf(charge)).toEqual([]);
});
