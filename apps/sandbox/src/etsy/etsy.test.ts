import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";
import type { EtsyInventory } from "./etsy-records.ts";

let bench: Bench;
let token: { access_token: string; refresh_token: string };

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  bench.sandbox.reset();
  token = (await bench.call<typeof token>("POST", "/etsy/sandbox/tokens", {})).json;
});
afterAll(() => bench.close());

const api = "/etsy/v3/application";
const signedIn = () => ({ "x-api-key": "key:shared", authorization: `Bearer ${token.access_token}` });
const get = <T = unknown>(path: string, headers: Record<string, string> = signedIn()) =>
  bench.call<T>("GET", api + path, undefined, headers);

test("both credentials are needed, and a token opens its own shop alone", async () => {
  const path = "/shops/4200001/receipts/2000000001";
  expect((await get(path)).status).toBe(200);
  expect((await get(path, { ...signedIn(), "x-api-key": "key" })).status).toBe(403);
  expect((await get(path, { ...signedIn(), authorization: "Bearer unknown" })).status).toBe(401);
  expect((await get("/shops/7/receipts/2000000001")).status).toBe(403);
  expect(await get("/shops/4200001/receipts/9")).toMatchObject({ status: 404, json: { error: "Resource not found" } });
});

test("a refresh token is good once", async () => {
  const refresh = async () => {
    const form = { grant_type: "refresh_token", client_id: "key", refresh_token: token.refresh_token };
    const init = { method: "POST", body: new URLSearchParams(form) };
    return (await fetch(`${bench.sandbox.url}/etsy/v3/public/oauth/token`, init)).status;
  };
  expect([await refresh(), await refresh()]).toEqual([200, 400]);
});

test("an eleventh call within a second is refused, and a parameter that Etsy does not know is", async () => {
  expect((await get("/shops/4200001/receipts?page=2")).status).toBe(400);
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await get("/listings/1001")).status));
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(9);
  expect(statuses).toContain(429);
});

test("an inventory is taken as strictly as Etsy takes it", async () => {
  const { json: inventory } = await get<EtsyInventory>("/listings/1001/inventory");
  const put = (body: unknown) => bench.call("PUT", `${api}/listings/1001/inventory`, body, signedIn());
  expect((await put(inventory)).status).toBe(400);
  const products = (quantity: number) =>
    inventory.products.map(({ sku, property_values }) => ({
      sku,
      property_values: property_values.map(({ scale_name: _, property_name, ...value }) => ({
        ...value,
        property_name: property_name ?? "",
      })),
      offerings: [{ price: 25, quantity, is_enabled: true, readiness_state_id: null }],
    }));
  const on = { price_on_property: [], quantity_on_property: [200], sku_on_property: [200] };
  expect(await put({ products: products(0), ...on })).toMatchObject({
    status: 400,
    json: { error: "One offering must have quantity greater than 0" },
  });
  expect((await put({ products: products(4), ...on })).status).toBe(200);
  expect((await get<EtsyInventory>("/listings/1001/inventory")).json.products[0]?.offerings[0]?.quantity).toBe(4);
});

test("a page that is given twice is the one that was given before, whatever was asked", async () => {
  const first = await get("/shops/4200001/receipts?limit=2");
  await bench.call("POST", "/faults", { target: "etsy", kind: "repeat", times: 1 });
  expect((await get("/shops/4200001/receipts?limit=2&offset=2")).text).toBe(first.text);
  expect((await get("/shops/4200001/receipts?limit=2&offset=2")).text).not.toBe(first.text);
});
