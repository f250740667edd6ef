import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import type { MarketplaceStore } from "../contracts/marketplace.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createValidatingClient } from "./index.ts";

let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.stop());

test("a receipt is accepted with its total in minor units, the same each time", async () => {
  const first = await client().fetchReceipt(store, "order-101");
  expect(first).toEqual({
    kind: "accepted",
    externalOrderId: expect.stringMatching(/^etsy-\d+$/),
    total: { minor: expect.any(BigInt), currency: "EUR" },
    order: null,
  });
  expect(await client().fetchReceipt(store, "order-101")).toEqual(first);
});

test("a receipt that is none is refused; one too many says so, and is no sign of a sick service", async () => {
  const asking = client();
  expect(await asking.fetchReceipt(store, "order-102")).toMatchObject({ kind: "refused" });
  for (let i = 0; i < 8; i += 1)
    expect(await asking.fetchReceipt(store, "order-115")).toEqual({ kind: "rate_limited", retryAfterMs: null });
  expect(asking.guard.state()).toMatchObject({ circuit: "closed", failed: 0 });
});

test("the service's own Retry-After is handed on", async () => {
  await sandbox.fault({ target: "marketplaces", kind: "rate_limit", retryAfterSeconds: 7 });
  expect(await client().fetchReceipt(store, "order-101")).toEqual({ kind: "rate_limited", retryAfterMs: 7_000 });
});

test("an answer that breaks off is asked for again", async () => {
  const whole = await client().fetchReceipt(store, "order-101");
  await sandbox.fault({ target: "marketplaces", kind: "malformed", times: 1 });
  expect(await client().fetchReceipt(store, "order-101")).toEqual(whole);
});

test.for([{ kind: "status", status: 503 }, { kind: "malformed" }, { kind: "timeout", delayMs: 5_000 }])(
  "a service that answers with $kind is unavailable",
  async (fault) => {
    await sandbox.fault({ target: "marketplaces", ...fault });
    await expect(client({ timeoutMs: 150 }).fetchReceipt(store, "order-101")).rejects.toMatchObject({
      name: "ProviderUnavailableError",
    });
  },
);

test("a wrong password is refused as unauthorized", async () => {
  await expect(client({ password: "wrong" }).fetchReceipt(store, "order-101")).rejects.toMatchObject({
    name: "ProviderRefusedError",
    code: "unauthorized",
  });
});

const store: MarketplaceStore = {
  channel: "etsy",
  storeId: "0190a000-0000-7000-8000-000000000001",
  externalStoreId: "42",
  connectedAt: new Date("2026-11-01T00:00:00Z"),
  currency: "EUR",
  tokens: { load: () => Promise.reject(new Error("not asked")), refresh: () => Promise.reject(new Error("not asked")) },
};

function client(options: { timeoutMs?: number; password?: string } = {}) {
  const signIn = { user: "etsy_user", password: "etsy_pass" };
  return createValidatingClient({ marketplace: "etsy", baseUrl: sandbox.url, ...signIn, ...options });
}
