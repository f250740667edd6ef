import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import type { ShopifySession, ShopifyShop } from "../contracts/shopify.ts";
import { type SandboxProcess, startSandbox } from "../testing/index.ts";
import { createMemoryBudget, createShopifyClient, defineMutation, defineQuery } from "./index.ts";

const shopDomain = "client-test.myshopify.com";
const at = `/shopify/control/shops/${shopDomain}`;
const signal = new AbortController().signal;

let sandbox: SandboxProcess;
let clientSecrets: [string, ...string[]];
beforeAll(async () => {
  clientSecrets = ["client-secret"];
  const env = { SHOPIFY_API_KEY: "client-id", SHOPIFY_API_SECRET: "client-secret" };
  sandbox = await startSandbox({ env });
});
beforeEach(async () => {
  await sandbox.clearFaults();
  await sandbox.control("PUT", at, { products: 30, orders: 40, seed: 5 });
});
afterAll(() => sandbox.stop());

const openClient = (more: object = {}) =>
  createShopifyClient({
    clientId: "client-id",
    clientSecrets,
    scopes: ["read_products"],
    apiBase: `${sandbox.url}/shopify`,
    ...more,
  });

async function openShop(session: Partial<ShopifySession> = {}): Promise<ShopifyShop> {
  const client = openClient();
  const { accessToken } = await client.oauth.clientCredentials({ shopDomain, signal });
  return client.openShop({
    shopDomain,
    accessToken: () => Promise.resolve(accessToken),
    budget: createMemoryBudget(),
    ...session,
  });
}

const state = z.object({ requests: z.number(), throttled: z.number() });
const readState = async () => state.parse(await sandbox.control("GET", at));

const listOrders = defineQuery<{ first: number; after?: string | null }>()({
  document: `
    query ListOrdersForTest($first: Int!, $after: String) {
      orders(first: $first, after: $after, sortKey: UPDATED_AT) {
        nodes { id updatedAt customer { id } lineItems(first: 3) { nodes { id sku } } }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  shape: z.object({
    orders: z.object({
      nodes: z.array(z.object({ id: z.string(), customer: z.object({ id: z.string() }).nullable() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

test("ten readers of a shop with few points wait for each other, and Shopify has nothing to refuse", async () => {
  const shop = await openShop();
  await shop.graphql(listOrders, { first: 5 }, { signal });
  await sandbox.control("POST", `${at}/settings`, { throttle: { maximumAvailable: 120, restoreRate: 400 } });
  // What Shopify has now is learnt with the next answer; from then on nobody asks for more than there is.
  await shop.graphql(listOrders, { first: 5 }, { signal });
  const before = await readState();
  const pages = await Promise.all(Array.from({ length: 10 }, () => shop.graphql(listOrders, { first: 5 }, { signal })));
  expect(pages.map(({ orders }) => orders.nodes.length)).toEqual(Array.from({ length: 10 }, () => 5));
  expect(await readState()).toEqual({ requests: before.requests + 10, throttled: 0 });
});

test("a shop that is out of points is waited for, and the query comes through", async () => {
  const shop = await openShop({ budget: { take: () => Promise.resolve(0), settle: () => Promise.resolve() } });
  await sandbox.control("POST", `${at}/settings`, { throttle: { maximumAvailable: 60, restoreRate: 60 } });
  await Promise.all([1, 2, 3, 4].map(() => shop.graphql(listOrders, { first: 5 }, { signal })));
  expect((await readState()).throttled).toBeGreaterThan(0);
});

test("what costs more than any shop may ask is refused at once", async () => {
  const shop = await openShop();
  const asked = shop.graphql(listOrders, { first: 250 }, { signal });
  await expect(asked).rejects.toMatchObject({ reason: "too_expensive", code: "MAX_COST_EXCEEDED" });
});

test("a query that does not fit the schema is told apart from one that may not be asked", async () => {
  const shop = await openShop();
  const shape = z.object({});
  const unknown = defineQuery<object>()({ document: "query Unknown { shop { colour } }", shape });
  await expect(shop.graphql(unknown, {}, { signal })).rejects.toMatchObject({ reason: "bad_request" });
  const scoped = defineQuery<object>()({ document: "query Scoped { shopLocales { locale } }", shape });
  await expect(shop.graphql(scoped, {}, { signal })).rejects.toMatchObject({ reason: "access_denied" });
});

test("a token that is turned down is replaced once, and a dead one is told", async () => {
  const client = openClient();
  const { accessToken } = await client.oauth.clientCredentials({ shopDomain, signal });
  const asked: (string | undefined)[] = [];
  const shop = await openShop({
    accessToken(refused) {
      asked.push(refused);
      return Promise.resolve(refused === undefined ? "shpat_gone" : accessToken);
    },
  });
  expect((await shop.graphql(listOrders, { first: 1 }, { signal })).orders.nodes).toHaveLength(1);
  expect(asked).toEqual([undefined, "shpat_gone"]);
  const dead = await openShop({ accessToken: () => Promise.resolve("shpat_gone") });
  await expect(dead.graphql(listOrders, { first: 1 }, { signal })).rejects.toMatchObject({ reason: "token_dead" });
});

test.for([
  [402, "shop_frozen"],
  [403, "shop_locked"],
  [423, "shop_locked"],
] as const)("status %i of a shop is %s", async ([status, reason]) => {
  const shop = await openShop();
  await sandbox.control("POST", `${at}/settings`, { status });
  await expect(shop.graphql(listOrders, { first: 1 }, { signal })).rejects.toMatchObject({ reason });
});

test("fields that the app is not approved for come as null where the caller says so, and are a refusal elsewhere", async () => {
  const shop = await openShop();
  await sandbox.control("POST", `${at}/settings`, { protectedCustomerData: false });
  await expect(shop.graphql(listOrders, { first: 2 }, { signal })).rejects.toMatchObject({ reason: "access_denied" });
  const denied: string[] = [];
  const answer = await shop.graphql(listOrders, { first: 2 }, { signal, onDenied: (paths) => denied.push(...paths) });
  expect(answer.orders.nodes.map(({ customer }) => customer)).toEqual([null, null]);
  expect(denied).toEqual(["orders.nodes.0.customer", "orders.nodes.1.customer"]);
});

test.for([
  { kind: "status", status: 502 },
  { kind: "rate_limit", retryAfterSeconds: 0 },
  { kind: "malformed" },
  { kind: "drop_after" },
])("a query is asked again after %o", async (fault) => {
  const shop = await openShop();
  await sandbox.fault({ target: "shopify", pathPattern: "graphql", times: 2, ...fault });
  expect((await shop.graphql(listOrders, { first: 1 }, { signal })).orders.nodes).toHaveLength(1);
});

test("a mutation that is not safe to repeat is not repeated, and what it did not do is thrown", async () => {
  const shop = await openShop();
  await sandbox.fault({ target: "shopify", pathPattern: "graphql", kind: "drop_after", times: 1 });
  const query = "{ orders { edges { node { id } } } }";
  await expect(shop.bulkOperationRunQuery(query, { signal })).rejects.toMatchObject({
    name: "ProviderUnavailableError",
  });
  const refused = shop.bulkOperationRunQuery("{ shop { id } }", { signal });
  await expect(refused).rejects.toMatchObject({ reason: "user_errors", code: "INVALID" });
});

test("another version than ours is told, and its answer taken", async () => {
  const versions: string[] = [];
  const shop = await openShop({ onOtherVersion: (version) => versions.push(version) });
  await shop.graphql(listOrders, { first: 1 }, { signal });
  await sandbox.control("POST", "/shopify/control", { answerVersion: "2027-01" });
  await shop.graphql(listOrders, { first: 1 }, { signal });
  await sandbox.control("POST", "/shopify/control", { answerVersion: "2026-10" });
  expect(versions).toEqual(["2027-01"]);
});

async function exportOrders(shop: ShopifyShop) {
  const query = "{ orders { edges { node { id name lineItems { edges { node { id sku } } } } } } }";
  const { id } = await shop.bulkOperationRunQuery(query, { signal });
  for (;;) {
    const operation = await shop.bulkOperation(id, { signal });
    if (operation === null) throw new Error("the export is gone");
    if (operation.status !== "CREATED" && operation.status !== "RUNNING") return operation;
  }
}

async function readLines(shop: ShopifyShop, url: string, options: { fromByte?: number; fileSize: bigint | null }) {
  const lines: { text: string; endByte: number }[] = [];
  for await (const line of shop.downloadLines(url, { signal, ...options })) lines.push(line);
  return lines;
}

test("an export comes line by line, and from the middle where somebody left off", async () => {
  const shop = await openShop();
  const { url, fileSize, objectCount, rootObjectCount } = await exportOrders(shop);
  const lines = await readLines(shop, url ?? "", { fileSize });
  expect(BigInt(lines.length)).toBe(objectCount);
  expect(rootObjectCount).toBe(40n);
  const left = lines[17];
  const rest = await readLines(shop, url ?? "", { fileSize, fromByte: left?.endByte ?? 0 });
  expect(rest).toEqual(lines.slice(18));
});

test("a file that is cut short, time after time, still comes whole and each line once", async () => {
  const shop = await openShop();
  const { url, fileSize } = await exportOrders(shop);
  const whole = await readLines(shop, url ?? "", { fileSize });
  await sandbox.fault({ target: "shopify", pathPattern: "bulk", kind: "malformed", times: 4 });
  expect(await readLines(shop, url ?? "", { fileSize })).toEqual(whole);
});

test("a file is fetched from nowhere but behind https, or the sandbox", async () => {
  const shop = await openShop();
  await expect(readLines(shop, "http://169.254.169.254/latest", { fileSize: null })).rejects.toMatchObject({
    code: "URL",
  });
});

test("an export that failed says why, and where what was written is", async () => {
  await sandbox.control("PUT", at, { orders: 450 });
  const shop = await openShop();
  await sandbox.control("POST", "/shopify/control", { failNextBulkAfter: 100 });
  const operation = await exportOrders(shop);
  expect(operation).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", url: null });
  expect((await readLines(shop, operation.partialDataUrl ?? "", { fileSize: null })).length).toBeGreaterThan(200);
});

test("an idempotent mutation is one change however often it is sent, and another under its key is refused", async () => {
  const shop = await openShop();
  const input = (quantity: number) => ({
    name: "available",
    reason: "correction",
    quantities: [{ ...place, quantity, changeFromQuantity: null }],
  });
  const place = await firstPlace(shop);
  const set = defineMutation<{ input: ReturnType<typeof input>; key: string }>()({
    repeatable: true,
    document: `mutation SetForTest($input: InventorySetQuantitiesInput!, $key: String!) {
      inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { field message code } }
    }`,
    shape: z.object({ inventorySetQuantities: z.object({ inventoryAdjustmentGroup: z.object({ id: z.string() }) }) }),
  });
  const first = await shop.graphql(set, { input: input(7), key: "k-1" }, { signal });
  expect(await shop.graphql(set, { input: input(7), key: "k-1" }, { signal })).toEqual(first);
  const other = shop.graphql(set, { input: input(8), key: "k-1" }, { signal });
  await expect(other).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" });
});

async function firstPlace(shop: ShopifyShop) {
  const find = defineQuery<object>()({
    document:
      "query FirstPlace { productVariants(first: 1) { nodes { inventoryItem { id } } } locations(first: 1) { nodes { id } } }",
    shape: z.object({
      productVariants: z.object({ nodes: z.array(z.object({ inventoryItem: z.object({ id: z.string() }) })).min(1) }),
      locations: z.object({ nodes: z.array(z.object({ id: z.string() })).min(1) }),
    }),
  });
  const { productVariants, locations } = await shop.graphql(find, {}, { signal });
  return {
    inventoryItemId: productVariants.nodes[0]?.inventoryItem.id ?? "",
    locationId: locations.nodes[0]?.id ?? "",
  };
}
