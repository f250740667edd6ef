import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import type { TokenBucket } from "../contracts/token-bucket.ts";
import type { FetchLike } from "../retry/index.ts";
import { type AmazonModels, loadAmazonModels } from "../testing/amazon-models.ts";
import { amazonSellerId, connectAmazonSeller, readAmazonQuota, sellAtAmazon } from "../testing/amazon-seller.ts";
import { listAll } from "../testing/list-all.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createMemoryBucket } from "../token-bucket/index.ts";
import { createAmazonClient } from "./index.ts";

let sandbox: SandboxProcess;
let models: AmazonModels;
/** What is wrong with what went over the wire, by Amazon's own models; the last test looks. */
const faults: string[] = [];
const seen = new Set<string>();

beforeAll(async () => {
  models = loadAmazonModels();
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await sandbox.reset();
  await allow({ rate: 1_000, burst: 1_000 });
});
afterAll(() => sandbox.stop());

test("the check itself fails for what Amazon's models do not know, and takes Amazon's own examples", () => {
  const path = "/orders/2026-01-01/orders";
  expect(models.faultsOfRequest("GET", path, new URLSearchParams({ MarketplaceIds: "A" }))).not.toEqual([]);
  expect(models.faultsOfRequest("GET", path, new URLSearchParams({ includedData: "BUYERS" }))).not.toEqual([]);
  expect(models.faultsOfAnswer("GET", path, { status: 200, body: { orders: [{ orderId: 1 }] } })).not.toEqual([]);
  for (const example of models.examples())
    expect(models.faultsOfAnswer("GET", example.path, { status: 200, body: example.body })).toEqual([]);
});

test("an order is an order of a channel with its items, amounts, buyer and address", async () => {
  const [orderId = ""] = await sellAtAmazon(sandbox, [
    {
      status: "SHIPPED",
      createdTime: "2026-10-01T10:00:00Z",
      lastUpdatedTime: "2026-10-02T10:00:00Z",
      taxCents: 240,
      trackingNumber: "JJFI2",
      items: [{ sku: "HV-1", title: "Mug", quantity: 2, priceCents: 1_999 }],
    },
  ]);
  const answer = await client().fetchReceipt(seller, orderId);
  expect(answer).toMatchObject({
    kind: "accepted",
    externalOrderId: orderId,
    total: { minor: 4_728n, currency: "EUR" },
  });
  expect(answer.kind === "accepted" && answer.order).toMatchObject({
    channel: "amazon",
    externalId: orderId,
    updatedAt: new Date("2026-10-02T10:00:00Z"),
    lines: [
      {
        kind: "goods",
        sku: "HV-1",
        externalListingId: "HV-1",
        quantity: 2,
        unitPrice: "19.99",
        total: "39.98",
        shippedQuantity: 2,
      },
    ],
    shipping: "4.90",
    tax: "2.40",
    total: "47.28",
    paid: true,
    shippingAddress: { line1: "Kalevankatu 3 A 5", country: "FI" },
    parcel: { carrier: "Posti", trackingNumber: "JJFI2" },
    fulfilledByChannel: false,
  });
});

test("Amazon's own examples are orders whose parts come to their totals", async () => {
  const answered = models.examples().find(({ path }) => path.endsWith("1234567"));
  const fetch: FetchLike = async (input) =>
    urlOf(input).pathname === "/auth/o2/token"
      ? Response.json({ access_token: "a", expires_in: 3_600 })
      : Response.json(answered?.body);
  const answer = await client({ fetch, apiBase: "https://amazon.test" }).fetchReceipt(seller, "202-1234567-8901234");
  const order = answer.kind === "accepted" ? answer.order : null;
  expect(order).toMatchObject({ total: "103.97", shipping: "10.00", tax: "4.00", shippingTitle: "STANDARD" });
  expect(order?.lines).toMatchObject([{ quantity: 3, unitPrice: "29.99", total: "89.97", shippedQuantity: 3 }]);
  expect(order?.shippingAddress).toMatchObject({ line1: "Wilson Electronics Ltd", line2: "123 High Street, Unit 4B" });
});

test("an order that waits for its payment is refused and not listed; one that was cancelled is told as that", async () => {
  const [pending = "", cancelled = ""] = await sellAtAmazon(sandbox, [
    { status: "PENDING", lastUpdatedTime: "2026-10-02T10:00:00Z" },
    { status: "CANCELLED", lastUpdatedTime: "2026-10-02T10:00:00Z" },
  ]);
  expect(await client().fetchReceipt(seller, pending)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("pending"),
  });
  const { orders } = await listAll(client(), seller);
  expect(orders.has(pending)).toBe(false);
  expect(orders.get(cancelled)).toMatchObject({ cancelled: { reason: "Changed mind" }, paid: false, total: "0.00" });
});

test("an order that is unknown, or none at all, is refused", async () => {
  expect(await client().fetchReceipt(seller, "111-1111111-1111111")).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("no such"),
  });
  expect(await client().fetchReceipt(seller, "order-101")).toMatchObject({ kind: "refused" });
});

test("all pages of a window are told, and the next run begins where it ended", async () => {
  const ids = await sellAtAmazon(sandbox, many(9));
  const { orders, pages, completeUntil } = await listAll(client({ pageLength: 4 }), seller);
  expect(ids.filter((id) => !orders.has(id))).toEqual([]);
  expect(pages).toBe(6);
  expect(Date.now() - completeUntil.getTime()).toBeGreaterThanOrEqual(3 * 60_000);
  const next = await client().listChanged?.(seller, { since: completeUntil, cursor: null });
  expect(next).toMatchObject({ orders: [], nextCursor: null });
  expect(next?.completeUntil?.getTime()).toBeGreaterThanOrEqual(completeUntil.getTime());
});

test("a page's token that is a day old begins the window anew, whatever the settings are by then", async () => {
  const ids = await sellAtAmazon(sandbox, many(5));
  const since = new Date("2020-01-01T00:00:00Z");
  const first = await client({ pageLength: 2 }).listChanged?.(seller, { since, cursor: null });
  const cursor = aDayOlder(first?.nextCursor ?? "");
  const counted = (await readAmazonQuota(sandbox)).searchOrders.counted;
  const again = await client().listChanged?.(seller, { since, cursor });
  expect(again).toMatchObject({ orders: [], completeUntil: null });
  expect((await readAmazonQuota(sandbox)).searchOrders.counted).toBe(counted);
  const rest = await client().listChanged?.(seller, { since, cursor: again?.nextCursor ?? null });
  expect(rest?.orders.map(({ externalId }) => externalId)).toEqual(expect.arrayContaining(ids));
});

test("a token that Amazon does not know any more begins the window anew", async () => {
  const since = new Date("2020-01-01T00:00:00Z");
  const first = await client({ pageLength: 2 }).listChanged?.(seller, { since, cursor: null });
  await sandbox.reset();
  const again = await client().listChanged?.(seller, { since, cursor: first?.nextCursor ?? null });
  expect(again).toMatchObject({ orders: [], nextCursor: expect.any(String), completeUntil: null });
});

test("one access token serves all calls until it is about to end, and is fetched once for all who wait", async () => {
  let now = new Date();
  const asking = client({ now: () => now });
  const [orderId = ""] = await sellAtAmazon(sandbox, [{}]);
  const ask = () => Promise.all([1, 2, 3, 4, 5].map(() => asking.fetchReceipt(seller, orderId)));
  await ask();
  expect((await readAmazonQuota(sandbox)).accessTokens).toBe(1);
  now = new Date(now.getTime() + 59 * 60_000);
  await ask();
  expect((await readAmazonQuota(sandbox)).accessTokens).toBe(2);
});

test("an access token that Amazon does not take is fetched anew, once; consent that is gone says to connect anew", async () => {
  const [orderId = ""] = await sellAtAmazon(sandbox, [{}]);
  await sandbox.control("PUT", "/amazon/sandbox/tokens", { lifeSeconds: 0 });
  const asking = client();
  await expect(asking.fetchReceipt(seller, orderId)).rejects.toMatchObject({ code: "unauthorized" });
  await sandbox.control("PUT", "/amazon/sandbox/tokens", { lifeSeconds: 3_600 });
  expect(await asking.fetchReceipt(seller, orderId)).toMatchObject({ kind: "accepted" });
  const tokens = {
    load: async () => ({ accessToken: "gone", refreshToken: null, expiresAt: null }),
    refresh: seller.tokens.refresh,
  };
  await expect(asking.fetchReceipt({ ...seller, tokens }, orderId)).rejects.toMatchObject({ code: "unauthorized" });
});

test("quantities are set by SKU, and the handling time stays", async () => {
  const path = `/amazon/sandbox/sellers/${amazonSellerId}/listings`;
  await sandbox.control("POST", path, { sku: "HV A/1", quantity: 5, leadTimeDays: 4 });
  const quantities = ["HV A/1", "HV-NONE"].map((externalId) => ({
    listing: { externalId, externalIds: {}, sku: externalId },
    quantity: 2,
  }));
  const outcomes = await client().stock?.setQuantities(seller, { quantities, idempotencyKey: crypto.randomUUID() });
  expect(outcomes).toEqual([
    { externalId: "HV A/1", ok: true },
    { externalId: "HV-NONE", ok: false, message: "Amazon knows no such listing of this seller" },
  ]);
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await sandbox.control("GET", path));
  expect(items).toContainEqual({ sku: "HV A/1", quantity: 2, lead_time_to_ship_max_days: 4 });
});

test("quantities whose turn is far away are told as to be sent later", async () => {
  await allow({ rate: 0.01, burst: 1 });
  const quantities = ["HV-KI-MUG-PIN", "HV-KI-MUG-SKY"].map((externalId) => ({
    listing: { externalId, externalIds: {}, sku: externalId },
    quantity: 2,
  }));
  const buckets = createMemoryBucket();
  const wanted = { quantities, idempotencyKey: crypto.randomUUID() };
  await expect(client({ buckets }).stock?.setQuantities(seller, wanted)).rejects.toMatchObject({
    name: "ProviderUnavailableError",
    retryAfterMs: expect.any(Number),
  });
});

test("the rate that Amazon tells is kept to, by several workers together, and nothing is refused", async () => {
  await allow({ rate: 20, burst: 30 });
  const [orderId = ""] = await sellAtAmazon(sandbox, [{}]);
  const buckets = createMemoryBucket();
  const workers = [1, 2, 3].map(() => client({ buckets, maxWaitMs: 30_000 }));
  // Each process learns the rate from its first answer.
  for (const worker of workers) await worker.fetchReceipt(seller, orderId);
  const asking = workers.flatMap((worker) => Array.from({ length: 15 }, () => worker.fetchReceipt(seller, orderId)));
  await Promise.all(asking);
  expect((await readAmazonQuota(sandbox)).getOrder).toMatchObject({ counted: 48, refused: 0 });
}, 30_000);

test("a search whose turn is minutes away is not waited for, and says how long", async () => {
  const asking = client({ buckets: createMemoryBucket() });
  await allow({ rate: 0.0056, burst: 20 });
  const ask = () => asking.listChanged?.(seller, { since: new Date("2020-01-01T00:00:00Z"), cursor: null });
  for (let i = 0; i < 19; i += 1) await ask();
  await expect(ask()).rejects.toMatchObject({ name: "RateLimitedError", retryAfterMs: expect.any(Number) });
  expect((await readAmazonQuota(sandbox)).searchOrders).toMatchObject({ counted: 19, refused: 0 });
});

test("a refusal of Amazon's pauses all who share the count, as long as one token takes", async () => {
  await allow({ rate: 0.01, burst: 1 });
  const [orderId = ""] = await sellAtAmazon(sandbox, [{}]);
  const buckets = createMemoryBucket();
  const [first, second] = [client({ buckets }), client({ buckets })];
  expect(await first.fetchReceipt(seller, orderId)).toMatchObject({ kind: "accepted" });
  expect(await first.fetchReceipt(seller, orderId)).toMatchObject({ kind: "rate_limited" });
  const { refused } = (await readAmazonQuota(sandbox)).getOrder;
  expect(await second.fetchReceipt(seller, orderId)).toMatchObject({ kind: "rate_limited" });
  expect((await readAmazonQuota(sandbox)).getOrder.refused).toBe(refused);
});

test("all that was asked and answered above is as Amazon's own models have it, of every kind", () => {
  expect(faults).toEqual([]);
  const kinds = ["orders 200", "orders 400", "order 200", "order 403", "order 404", "order 429"];
  expect([...seen].toSorted()).toEqual(kinds.toSorted());
});

const seller = connectAmazonSeller();

/** The cursor as it would have been given yesterday. */
function aDayOlder(cursor: string): string {
  const shape = z.looseObject({ at: z.number() });
  const position = shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  const older = { ...position, at: position.at - 24 * 3_600_000 };
  return Buffer.from(JSON.stringify(older)).toString("base64url");
}

function many(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    lastUpdatedTime: `2026-10-02T10:00:${String(index).padStart(2, "0")}Z`,
  }));
}

async function allow(plan: { rate: number; burst: number }): Promise<void> {
  const plans = { searchOrders: plan, getOrder: plan, patchListingsItem: plan };
  await sandbox.control("PUT", "/amazon/sandbox/quota", plans);
}

interface ClientOptions {
  readonly pageLength?: number;
  readonly buckets?: TokenBucket;
  readonly maxWaitMs?: number;
  readonly now?: () => Date;
  readonly fetch?: FetchLike;
  readonly apiBase?: string;
}

function client(options: ClientOptions = {}) {
  const app = {
    clientId: "amzn1.client",
    clientSecret: "secret",
    region: "eu",
    marketplaceIds: ["A1PA6795UKMFR9"],
  } as const;
  return createAmazonClient({ ...app, apiBase: `${sandbox.url}/amazon`, buckets: plenty, fetch: checked, ...options });
}

const plenty: TokenBucket = {
  take: async () => ({ taken: true }),
  leave: async () => undefined,
  pause: async () => undefined,
};

/** Sends, and holds what was asked and answered against the models. */
const checked: FetchLike = async (input, init) => {
  const response = await fetch(input, init);
  const url = urlOf(input);
  const path = url.pathname.replace(/^\/amazon/, "");
  if (!path.startsWith("/orders/")) return response;
  const answer = { status: response.status, body: await response.clone().json() };
  faults.push(...models.faultsOfRequest("GET", path, url.searchParams), ...models.faultsOfAnswer("GET", path, answer));
  seen.add(`${path.endsWith("/orders") ? "orders" : "order"} ${response.status}`);
  return response;
};

function urlOf(input: Parameters<FetchLike>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}
