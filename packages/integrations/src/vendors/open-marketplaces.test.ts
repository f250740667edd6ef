import { expect, test } from "vitest";
import { z } from "zod";

import type { MarketplaceStore } from "#contracts/index.ts";
import { createMemoryBucket } from "#token-bucket/index.ts";
import { vendorEnv } from "#vendor-env/index.ts";

import { openMarketplaces } from "./index.ts";

const shape = z.object(vendorEnv);
const open = (env: Record<string, string>) => openMarketplaces(shape.parse(env), { buckets: createMemoryBucket() });

const etsyKeys = { ETSY_KEYSTRING: "key", ETSY_SHARED_SECRET: "shared" };
const amazonKeys = {
  AMAZON_CLIENT_ID: "client",
  AMAZON_CLIENT_SECRET: "secret",
  AMAZON_MARKETPLACE_IDS: "A1PA6795UKMFR9,A1RKKUPIHCS9HS",
};

test("without keys every marketplace is closed, and half of a marketplace's keys opens nothing", () => {
  expect(open({})).toEqual({});
  expect(open({ ETSY_KEYSTRING: "key", AMAZON_CLIENT_ID: "client", AMAZON_CLIENT_SECRET: "secret" })).toEqual({});
});

test("keys open their marketplace alone, with lists and stock", () => {
  expect(Object.keys(open(etsyKeys))).toEqual(["etsy"]);
  const { amazon } = open(amazonKeys);
  expect(amazon?.listChanged).toBeDefined();
  expect(amazon?.stock).toBeDefined();
});

test("the service that judges receipts stands in where there are no keys, without lists or stock", () => {
  const { etsy, shopify, amazon } = open({ MARKETPLACE_API_BASE: "http://127.0.0.1:9" });
  for (const client of [etsy, shopify, amazon]) {
    expect(client?.listChanged).toBeUndefined();
    expect(client?.stock).toBeUndefined();
  }
});

test("with both, a store that can be Etsy's own is asked for at Etsy, and another is told of no stock", async () => {
  const { etsy } = open({ ...etsyKeys, MARKETPLACE_API_BASE: "http://127.0.0.1:9" });
  // Etsy's receipts are numbers: the refusal comes from Etsy's client, without a call.
  expect(await etsy?.fetchReceipt(store("4200001"), "order-101")).toMatchObject({ kind: "refused" });
  const idempotencyKey = crypto.randomUUID();
  const quantities = [{ listing: { externalId: "1/A", externalIds: {}, sku: "A" }, quantity: 1 }];
  const outcomes = await etsy?.stock?.setQuantities(store("no-number"), { quantities, idempotencyKey });
  expect(outcomes).toMatchObject([{ externalId: "1/A", ok: false }]);
  expect(await etsy?.listChanged?.(store("no-number"), { since: new Date(0), cursor: null })).toMatchObject({
    orders: [],
    nextCursor: null,
    completeUntil: new Date(0),
  });
});

test.for(["eu,na", "EU", "mars"])("a region %s is refused when the process starts", (region) => {
  expect(shape.safeParse({ AMAZON_REGION: region }).success).toBe(false);
});

function store(externalStoreId: string): MarketplaceStore {
  const tokens = {
    load: () => Promise.reject(new Error("not asked")),
    refresh: () => Promise.reject(new Error("not asked")),
  };
  const ids = { storeId: "0190a000-0000-7000-8000-000000000001", externalStoreId };
  return { channel: "etsy", ...ids, connectedAt: new Date(0), currency: "EUR", tokens };
}
