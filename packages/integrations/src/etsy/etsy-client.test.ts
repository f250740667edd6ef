import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import type { MarketplaceStore } from "../contracts/marketplace.ts";
import type { TokenBucket } from "../contracts/token-bucket.ts";
import { connectEtsyShop, etsyShopId, readEtsyQuota, sellAtEtsy } from "../testing/etsy-shop.ts";
import { listAll } from "../testing/list-all.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createMemoryBucket } from "../token-bucket/index.ts";
import { createEtsyClient } from "./index.ts";

let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await sandbox.reset();
  await allow(10_000);
});
afterAll(() => sandbox.stop());

test("a paid receipt is an order with its lines, amounts, buyer and address", async () => {
  const [receipt = ""] = await sellAtEtsy(sandbox, [
    {
      createdAt: 1_790_000_000,
      updatedAt: 1_790_000_600,
      discountCents: 500,
      taxCents: 120,
      refundedCents: 300,
      trackingNumber: "JJFI1",
      status: "completed",
      lines: [
        { sku: "HV-1", title: "Mug", quantity: 2, priceCents: 1_999, listingId: 77, variation: "Blue" },
        { sku: null, title: "Pattern", quantity: 1, priceCents: 450, listingId: 78, isDigital: true },
      ],
    },
  ]);
  const answer = await client().fetchReceipt(await shop(), receipt);
  expect(answer).toMatchObject({
    kind: "accepted",
    externalOrderId: receipt,
    total: { minor: 4_658n, currency: "EUR" },
  });
  expect(answer.kind === "accepted" && answer.order).toMatchObject({
    channel: "etsy",
    externalId: receipt,
    placedAt: new Date(1_790_000_000_000),
    updatedAt: new Date(1_790_000_600_000),
    currency: "EUR",
    lines: [
      {
        kind: "goods",
        sku: "HV-1",
        externalListingId: "77/HV-1",
        variantTitle: "Blue",
        quantity: 2,
        unitPrice: "19.99",
        total: "39.98",
        shippedQuantity: 2,
      },
      { kind: "charge", sku: null, externalListingId: "78", total: "4.50" },
    ],
    shipping: "5.90",
    discount: "5.00",
    tax: "1.20",
    total: "46.58",
    refunded: "3.00",
    paid: true,
    cancelled: null,
    buyer: { email: "aino@example.com", name: "Aino Virtanen" },
    shippingAddress: { line1: "Kalevankatu 3 A 5", postalCode: "00100", city: "Helsinki", country: "FI" },
    parcel: { carrier: "posti", trackingNumber: "JJFI1" },
  });
});

test("a receipt that is unknown, unpaid or no receipt at all is refused, and the last is not even asked for", async () => {
  const [unpaid = ""] = await sellAtEtsy(sandbox, [{ status: "open" }]);
  const store = await shop();
  expect(await client().fetchReceipt(store, unpaid)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("paid"),
  });
  expect(await client().fetchReceipt(store, "999")).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("no such"),
  });
  const { counted } = await readEtsyQuota(sandbox);
  expect(await client().fetchReceipt(store, "1/../../users")).toMatchObject({ kind: "refused" });
  expect((await readEtsyQuota(sandbox)).counted).toBe(counted);
});

test("a receipt that was cancelled is accepted as that: whoever has it already has to hear of it", async () => {
  const [receipt = ""] = await sellAtEtsy(sandbox, [{ status: "canceled" }]);
  const answer = await client().fetchReceipt(await shop(), receipt);
  expect(answer).toMatchObject({
    kind: "accepted",
    order: { cancelled: { reason: "Cancelled at Etsy" }, paid: false },
  });
});

test("an access token that is over is exchanged once for all who ask meanwhile", async () => {
  const store = await shop({ lifeSeconds: 0 });
  const first = store.tokens.held();
  const asking = client();
  const renewed = await Promise.all(Array.from({ length: 6 }, () => asking.fetchReceipt(store, "2000000001")));
  expect(renewed.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => "accepted"));
  expect(store.tokens.renewals()).toBe(1);
  expect(store.tokens.held().refreshToken).not.toBe(first.refreshToken);
}, 30_000);

test("a token that Etsy revoked before its time is exchanged too", async () => {
  const store = await shop();
  const revoked = { ...store.tokens.held(), accessToken: "4200001.revoked" };
  await store.tokens.refresh(store.tokens.held(), async () => revoked);
  expect(await client().fetchReceipt(store, "2000000001")).toMatchObject({ kind: "accepted" });
});

test("a refresh token that was used before ends in a sentence that says to connect anew, not in a retry", async () => {
  const store = await shop();
  const spent = { accessToken: "4200001.old", refreshToken: "4200001.spent", expiresAt: null };
  await store.tokens.refresh(store.tokens.held(), async () => spent);
  await expect(client().fetchReceipt(store, "2000000001")).rejects.toMatchObject({
    name: "ProviderRefusedError",
    code: "unauthorized",
  });
});

test("pages of changes hold each receipt once it is bought, in the order of their changes", async () => {
  await sellAtEtsy(sandbox, [{ status: "open" }, ...many(7)]);
  const { orders, completeUntil } = await listAll(client({ pageLength: 4 }), await shop());
  expect(orders.size).toBe(12 + 7);
  const newest = Math.max(...[...orders.values()].map(({ updatedAt }) => updatedAt.getTime()));
  expect(completeUntil.getTime()).toBe(newest - 60_000);
});

test("nothing is lost when receipts change while pages are turned", async () => {
  const ids = await sellAtEtsy(sandbox, many(20));
  const { orders } = await listAll(client({ pageLength: 5 }), await shop(), {
    // A receipt of the first page moves to the end: all behind it move up by one, over the border of the page.
    between: (page) => sellAtEtsy(sandbox, [{ receiptId: Number(ids[page]), updatedAt: later(100 + page) }]),
  });
  expect(ids.filter((id) => !orders.has(id))).toEqual([]);
});

test("more receipts of one second than a page holds are all told, also when some of them go on", async () => {
  const ids = await sellAtEtsy(
    sandbox,
    many(13, () => later(1)),
  );
  const { orders } = await listAll(client({ pageLength: 4 }), await shop(), {
    between: (page) =>
      page === 4 ? sellAtEtsy(sandbox, [{ receiptId: Number(ids[0]), updatedAt: later(50) }]) : Promise.resolve(),
  });
  expect(ids.filter((id) => !orders.has(id))).toEqual([]);
});

test("a receipt that makes no sense is told, and those behind it are taken", async () => {
  const [strange = "", plain = ""] = await sellAtEtsy(sandbox, [
    { currency: "JPY", updatedAt: later(1), lines: [{ priceCents: 1_050 }] },
    { updatedAt: later(2) },
  ]);
  const listed = await client().listChanged?.(await shop(), { since: new Date(later(0) * 1_000), cursor: null });
  expect(listed?.unreadable).toEqual([{ externalId: strange, message: expect.stringContaining("no amount of JPY") }]);
  expect(listed?.orders.map(({ externalId }) => externalId)).toEqual([plain]);
});

test("quantities are set by variation, and everything else of the listing stays as it was", async () => {
  await addListing({ listingId: 501, skus: ["HV-A", "HV-B"] });
  const outcomes = await setTo({ "501/HV-A": 3, "501/HV-X": 1, nonsense: 1, "999": 1 });
  expect(outcomes).toMatchObject({ "501/HV-A": false, "501/HV-X": false, nonsense: false, "999": false });
  expect(await setTo({ "501/HV-A": 3 })).toEqual({ "501/HV-A": true });
  const { products } = await readInventory(501);
  expect(products.map(({ sku, offerings: [offering] }) => [sku, offering?.quantity, offering?.price.amount])).toEqual([
    ["HV-A", 3, 2_500],
    ["HV-B", 10, 2_500],
  ]);
});

test("a listing without anything left is taken off sale, and put back when there is something again", async () => {
  await addListing({ listingId: 502, skus: [null] });
  expect(await setTo({ "502": 0 })).toEqual({ "502": true });
  expect(await stateOf(502)).toBe("inactive");
  expect(await setTo({ "502": 4 })).toEqual({ "502": true });
  expect(await stateOf(502)).toBe("active");
  expect((await readInventory(502)).products[0]?.offerings[0]?.quantity).toBe(4);
});

test.for(["new", "old"])(
  "Etsy's refusal of too many calls is understood with %s headers, and pauses everybody",
  async (headers) => {
    await allow(1, headers);
    const store = await shop();
    const answers = await Promise.all([1, 2].map(() => client().fetchReceipt(store, "2000000001")));
    expect(answers.map(({ kind }) => kind)).toContain("accepted");
    expect((await readEtsyQuota(sandbox)).refused).toBeGreaterThan(0);
  },
);

test("within the quota that Etsy tells, nothing is refused however many ask at once", async () => {
  await allow(10);
  const store = await shop();
  const buckets = createMemoryBucket();
  const workers = [1, 2, 3].map(() => client({ buckets, maxWaitMs: 20_000 }));
  await Promise.all(workers.flatMap((worker) => [1, 2, 3].map(() => worker.fetchReceipt(store, "2000000001"))));
  expect(await readEtsyQuota(sandbox)).toMatchObject({ counted: 9, refused: 0 });
}, 30_000);

test("our own quota that is used up says how long, without a call", async () => {
  const buckets: TokenBucket = {
    take: async () => ({ taken: false, retryAfterMs: 90_000 }),
    leave: async () => undefined,
    pause: async () => undefined,
  };
  const store = await shop();
  expect(await client({ buckets }).fetchReceipt(store, "2000000001")).toEqual({
    kind: "rate_limited",
    retryAfterMs: 90_000,
  });
  expect(await readEtsyQuota(sandbox)).toMatchObject({ counted: 0, refused: 0 });
});

const shop = (options: { lifeSeconds?: number } = {}) => connectEtsyShop(sandbox, options);

/** How many calls a second Etsy takes. */
async function allow(perSecond: number, headers = "new"): Promise<void> {
  await sandbox.control("PUT", "/etsy/sandbox/quota", { perSecond, headers });
}

/** A time in seconds after all that is there from the start. */
function later(seconds: number): number {
  return 1_900_000_000 + seconds;
}

function many(count: number, updatedAt: (index: number) => number = later) {
  return Array.from({ length: count }, (_, index) => ({ createdAt: 1_800_000_000, updatedAt: updatedAt(index) }));
}

function client(options: { pageLength?: number; buckets?: TokenBucket; maxWaitMs?: number } = {}) {
  const app = { keystring: "key", sharedSecret: "shared", apiBase: `${sandbox.url}/etsy` };
  return createEtsyClient({ ...app, buckets: plenty(), ...options });
}

/** The quota has tests of its own; elsewhere nobody waits for it. */
function plenty(): TokenBucket {
  return { take: async () => ({ taken: true }), leave: async () => undefined, pause: async () => undefined };
}

async function addListing(listing: { listingId: number; skus: (string | null)[] }): Promise<void> {
  await sandbox.control("POST", `/etsy/sandbox/shops/${etsyShopId}/listings`, listing);
}

async function setTo(wanted: Record<string, number>): Promise<Record<string, boolean>> {
  const quantities = Object.entries(wanted).map(([externalId, quantity]) => ({
    listing: { externalId, externalIds: {}, sku: null },
    quantity,
  }));
  const idempotencyKey = crypto.randomUUID();
  const outcomes = await client().stock?.setQuantities(await shop(), { quantities, idempotencyKey });
  return Object.fromEntries((outcomes ?? []).map(({ externalId, ok }) => [externalId, ok]));
}

const inventory = z.object({
  products: z.array(
    z.object({
      sku: z.string(),
      offerings: z.array(z.object({ quantity: z.number(), price: z.object({ amount: z.number() }) })),
    }),
  ),
});

async function readInventory(listingId: number) {
  return inventory.parse(await readAsShop(`/listings/${listingId}/inventory`));
}

async function stateOf(listingId: number): Promise<string> {
  return z.object({ state: z.string() }).parse(await readAsShop(`/listings/${listingId}`)).state;
}

async function readAsShop(path: string): Promise<unknown> {
  const store: MarketplaceStore = await shop();
  const { accessToken } = await store.tokens.load();
  const headers = { "x-api-key": "key:shared", authorization: `Bearer ${accessToken}` };
  return (await fetch(`${sandbox.url}/etsy/v3/application${path}`, { headers })).json();
}
