import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";

import { aSession, startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

const file = new URL("../../test-data/stripe-types-23.1.0.schema.json.gz", import.meta.url);
const schema = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
// The SDK's types describe its Decimal class; on the wire a decimal is a string.
for (const name of Object.keys(schema.$defs)) {
  if (name.startsWith("DecimalImpl_")) schema.$defs[name] = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
}
for (const brand of Object.values<{ required?: string[] }>(schema.$defs)) {
  if (brand.required?.some((key) => key.startsWith("__@___brand"))) Object.assign(brand, { type: "string", properties: {}, required: [] });
}
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(schema, "stripe");

const roots = { "checkout.session": "Session_1086", payment_intent: "PaymentIntent_0", charge: "Charge_327", refund: "Refund_342", customer: "Customer_16", item: "LineItem_1121", payment_method: "PaymentMethod_143" };

/** What is wrong with an answer, by Stripe's own types; empty when nothing is. */
function faultsOf(wire: { object: keyof typeof roots }): string[] {
  const validate = ajv.getSchema(`stripe#/$defs/${roots[wire.object]}`);
  if (validate === undefined) throw new Error(`No schema for ${wire.object}`);
  void validate(wire);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const auth = { authorization: "Bearer sk_test_wire" };
const read = async (path: string) => (await bench.call("GET", path, undefined, auth)).json;

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
  const paid = await read(`/v1/checkout/sessions/${open.id}?expand[]=payment_intent.latest_charge&expand[]=line_items`);
  expect(paid.payment_intent.latest_charge.object).toBe("charge");
  expect(faultsOf(paid)).toEqual([]);
  const other = await bench.stripe.checkout.sessions.create(aSession);
  await bench.stripe.checkout.sessions.expire(other.id);
  expect(faultsOf(await read(`/v1/checkout/sessions/${other.id}`))).toEqual([]);
});

test("line items are as Stripe types them", async () => {
  const session = await bench.stripe.checkout.sessions.create(aSession);
  const { data } = await read(`/v1/checkout/sessions/${session.id}/line_items`);
  expect(data).toHaveLength(2);
  expect(data.flatMap(faultsOf)).toEqual([]);
});

test.each([
  ["pm_card_visa", "automatic"],
  ["pm_card_visa", "manual"],
  ["pm_card_threeDSecure2Required", "automatic"],
  ["pm_card_chargeDeclined", "automatic"],
] as const)("payment intent, charge and payment method are as Stripe types them with %s, %s capture", async (payment_method, capture_method) => {
  const intent = await bench.stripe.paymentIntents.create({ amount: 2500, currency: "eur", capture_method, automatic_payment_methods: { enabled: true } });
  expect(faultsOf(await read(`/v1/payment_intents/${intent.id}`))).toEqual([]);
  await bench.stripe.paymentIntents.confirm(intent.id, { payment_method, return_url: "http://shop.test/back" }).catch((error: { code: string }) => expect(error.code).toBe("card_declined"));
  const after = await read(`/v1/payment_intents/${intent.id}`);
  expect(faultsOf(after)).toEqual([]);
  if (after.latest_charge !== null) expect(faultsOf(await read(`/v1/charges/${after.latest_charge}?expand[]=refunds`))).toEqual([]);
  if (after.payment_method !== null) expect(faultsOf(await read(`/v1/payment_methods/${after.payment_method}`))).toEqual([]);
});

test("refund, charge after it, and customer are as Stripe types them", async () => {
  const customer = await bench.stripe.customers.create({ email: "aino@example.com", name: "Aino", address: { city: "Helsinki", country: "FI" } });
  expect(faultsOf(await read(`/v1/customers/${customer.id}`))).toEqual([]);
  const intent = await bench.stripe.paymentIntents.create({ amount: 2500, currency: "eur", customer: customer.id, confirm: true, payment_method: "pm_card_pendingRefund" });
  const refund = await bench.stripe.refunds.create({ payment_intent: intent.id, amount: 700, reason: "requested_by_customer" });
  expect(refund.status).toBe("pending");
  expect(faultsOf(await read(`/v1/refunds/${refund.id}`))).toEqual([]);
  const charge = await read(`/v1/charges/${refund.charge}?expand[]=payment_intent&expand[]=customer&expand[]=refunds`);
  expect(charge.amount_refunded).toBe(700);
  expect(faultsOf(charge)).toEqual([]);
});
