import { createHmac } from "node:crypto";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { InvalidSignatureError, ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createSandboxCarrier } from "./index.ts";

let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.stop());

test("a parcel is booked once per key, and gets the carrier's tracking number", async () => {
  const first = await carrier().book(booking("1"));
  expect(first.trackingNumber).toMatch(/^JJFI\d{17}$/);
  expect(await carrier().book(booking("1"))).toEqual(first);
  expect((await carrier().book(booking("2"))).externalId).not.toBe(first.externalId);
});

test("a booking whose answer was lost is the same booking when repeated", async () => {
  await sandbox.fault({ target: "carriers", kind: "drop_after", times: 1 });
  await expect(carrier().book(booking("lost"))).rejects.toBeInstanceOf(ProviderUnavailableError);
  const again = await carrier().book(booking("lost"));
  expect(await carrier().book(booking("lost"))).toEqual(again);
});

test.for([
  { kind: "status", status: 503 },
  { kind: "malformed" },
  { kind: "rate_limit" },
  { kind: "timeout", delayMs: 5_000 },
])("a carrier that answers with $kind is unavailable, not refusing", async (fault) => {
  await sandbox.fault({ target: "carriers", ...fault });
  await expect(carrier({ timeoutMs: 200 }).book(booking("fault"))).rejects.toBeInstanceOf(ProviderUnavailableError);
});

test("a wrong key is refused", async () => {
  await expect(carrier({ apiKey: "wrong" }).book(booking("key"))).rejects.toBeInstanceOf(ProviderRefusedError);
});

const message = {
  eventId: "e1",
  trackingNumber: "JJFI1",
  reference: "shipment",
  status: "delivered",
  occurredAt: "2026-11-21T10:00:00Z",
};

test("a signed status is read, one from another secret or another day is refused", async () => {
  expect(await carrier().readWebhook(signed("sandbox_posti_secret"))).toEqual({
    externalId: "e1",
    trackingNumber: "JJFI1",
    reference: "shipment",
    status: "delivered",
    occurredAt: new Date("2026-11-21T10:00:00Z"),
  });
  await expect(carrier().readWebhook(signed("another"))).rejects.toBeInstanceOf(InvalidSignatureError);
  await expect(carrier().readWebhook(signed("sandbox_posti_secret", 86_400))).rejects.toThrow("from the future");
  await expect(carrier().readWebhook(signed("sandbox_posti_secret", -86_400))).rejects.toThrow("too old");
});

function signed(secret: string, offsetSeconds = 0) {
  const rawBody = Buffer.from(JSON.stringify(message));
  const timestamp = Math.floor(Date.now() / 1_000) + offsetSeconds;
  const digest = createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest("hex");
  return { rawBody, headers: new Headers({ "x-carrier-signature": `t=${timestamp},v1=${digest}` }) };
}

function booking(name: string) {
  return { shipmentId: `shipment-${name}`, orderNumber: "1001", idempotencyKey: `shipment:${name}` };
}

function carrier(options: { timeoutMs?: number; apiKey?: string } = {}) {
  const webhookSecrets = "sandbox_posti_secret";
  return createSandboxCarrier({
    name: "posti",
    baseUrl: sandbox.url,
    apiKey: "carrier_test_key",
    webhookSecrets,
    ...options,
  });
}
