import { createHmac } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

const shop = "/shopify/sandbox-test.myshopify.com";
const control = "/shopify/control/shops/sandbox-test.myshopify.com";
let bench: Bench;
beforeAll(async () => {
  bench = await startBench({});
});
beforeEach(async () => {
  bench.sandbox.reset();
  await bench.call("PUT", control, { products: 12, orders: 24, seed: 3 });
});
afterAll(() => bench.close());

interface Answer {
  data: Record<string, never> | null;
  errors?: { message: string; extensions?: { code: string } }[];
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null } };
}

async function ask(query: string, variables: object = {}, token = "shpat_test"): Promise<Answer> {
  const headers = { "x-shopify-access-token": token };
  return (await bench.call<Answer>("POST", `${shop}/admin/api/2026-10/graphql.json`, { query, variables }, headers))
    .json;
}

test("what Shopify's schema does not know is refused, and so is what the sandbox does not simulate", async () => {
  expect((await ask("{ shop { colour } }")).errors?.[0]?.message).toContain('Cannot query field "colour"');
  expect((await ask("{ shop { shopOwnerName } }")).errors?.[0]?.message).toContain(
    "does not simulate Shop.shopOwnerName",
  );
  expect((await ask('{ orders(first: 1, query: "tag:gift") { nodes { id } } }')).errors?.[0]?.message).toContain(
    "by tag",
  );
});

interface Orders {
  orders: { nodes: { id: string; updatedAt: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

async function listOrders(query = "", change?: () => Promise<unknown>): Promise<Orders["orders"]["nodes"]> {
  const seen: Orders["orders"]["nodes"] = [];
  let after: string | null = null;
  do {
    const answer = await ask(
      `query($after: String, $query: String) { orders(first: 5, after: $after, query: $query, sortKey: UPDATED_AT) {
        nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }`,
      { after, query },
    );
    const { orders } = answer.data as unknown as Orders;
    seen.push(...orders.nodes);
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
    await change?.();
    change = undefined;
  } while (after !== null);
  return seen;
}

test("pages by time of change show each order once, and one that changes meanwhile once more at the end", async () => {
  const all = await listOrders();
  expect(new Set(all.map(({ id }) => id)).size).toBe(24);
  expect(all.map(({ updatedAt }) => updatedAt)).toEqual(all.map(({ updatedAt }) => updatedAt).toSorted());
  const touch = () =>
    bench.call("POST", `${control}/orders`, { change: [{ index: 1, fields: { note: "x" } }, { index: 20 }] });
  const again = await listOrders("", touch);
  const times = (index: number) => again.filter(({ id }) => id === all[index]?.id).length;
  expect([times(1), times(20), again.length]).toEqual([2, 1, 25]);
});

test("a search by time of change finds what is not older, and ids are beyond what a number holds", async () => {
  const all = await listOrders();
  const since = all[9]?.updatedAt ?? "";
  expect((await listOrders(`updated_at:>='${since}'`)).map(({ id }) => id)).toEqual(all.slice(9).map(({ id }) => id));
  const digits = all[0]?.id.split("/").at(-1) ?? "";
  expect(Number.isSafeInteger(Number(digits))).toBe(false);
});

test("the same seed makes the same shop", async () => {
  const read = () => ask("{ products(first: 2) { nodes { id title variants(first: 2) { nodes { sku price } } } } }");
  const { data } = await read();
  bench.sandbox.reset();
  await bench.call("PUT", control, { products: 12, orders: 24, seed: 3 });
  expect((await read()).data).toEqual(data);
});

test("a token opens what its scopes say", async () => {
  const grant = { client_id: "shopify_client_id", client_secret: "shopify_client_secret" };
  const url = `${shop}/admin/oauth/authorize?client_id=shopify_client_id&scope=read_products&state=s&redirect_uri=http://app.test/cb`;
  const agreed = await fetch(bench.sandbox.url + url, { method: "POST", body: "choice=install", redirect: "manual" });
  const back = new URL(agreed.headers.get("location") ?? "");
  const code = back.searchParams.get("code") ?? "";
  const given = await bench.call<{ access_token: string; expires_in: number }>(
    "POST",
    `${shop}/admin/oauth/access_token`,
    { ...grant, code, expiring: "1" },
  );
  expect(given.json.expires_in).toBe(3_600);
  const token = given.json.access_token;
  expect((await ask("{ products(first: 1) { nodes { id } } }", {}, token)).errors).toBeUndefined();
  const denied = await ask("{ orders(first: 1) { nodes { id } } }", {}, token);
  expect(denied.errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
  const again = await bench.call("POST", `${shop}/admin/oauth/access_token`, { ...grant, code, expiring: "1" });
  expect([again.status, again.json]).toMatchObject([400, { error: "invalid_grant" }]);
});

test("a bucket that is empty refuses with status 200", async () => {
  await bench.call("POST", `${control}/settings`, { throttle: { maximumAvailable: 30, restoreRate: 0.001 } });
  const query = "{ products(first: 20) { nodes { id } } }";
  const answers = await Promise.all([ask(query), ask(query), ask(query)]);
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? "ok");
  expect(codes).toContain("THROTTLED");
  expect(codes).toContain("ok");
  expect(answers.every(({ extensions }) => extensions?.cost.requestedQueryCost === 22)).toBe(true);
});

test("five exports run at once, and a sixth is refused", async () => {
  await bench.call("POST", `${control}/settings`, { bulkDelayMs: 600_000 });
  const start = () =>
    ask(`mutation { bulkOperationRunQuery(query: "{ orders { edges { node { id } } } }", groupObjects: false) {
      bulkOperation { id status } userErrors { code } } }`);
  const all = [await start(), await start(), await start(), await start(), await start(), await start()];
  const codes = all.map(({ data }) => JSON.stringify(data).includes("LIMIT_REACHED"));
  expect(codes).toEqual([false, false, false, false, false, true]);
});

test("whoever subscribed is told, signed over the bytes, and one who never answers loses the subscription", async () => {
  const uri = `${bench.door.url}/hooks`;
  const subscribe = `mutation($uri: String!) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) {
    webhookSubscription { id } userErrors { message } } }`;
  await ask(subscribe, { uri });
  expect(JSON.stringify(await ask(subscribe, { uri }))).toContain("already been taken");
  await bench.call("POST", `${control}/orders`, { add: 1 });
  const told = await bench.door.arrival(({ path }) => path === "/hooks");
  const signature = createHmac("sha256", "shopify_client_secret").update(told.body).digest("base64");
  expect(told.headers).toMatchObject({ "x-shopify-topic": "orders/create", "x-shopify-hmac-sha256": signature });
  expect(told.body).toMatch(/"id":90\d{14},"admin_graphql_api_id":"gid:/);
});
