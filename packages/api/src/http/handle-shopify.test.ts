import { afterAll, beforeAll, expect, test } from "vitest";

import type { Services } from "@cartwright/core";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

const asked: string[] = [];
const ask = (what: string) => {
  asked.push(what);
  return Promise.reject(new Error("Shopify was asked"));
};

// What is tested here ends before Shopify is asked; the whole way is walked with the sandbox, in the worker's tests.
const shopify: NonNullable<Services["shopify"]> = {
  apiVersion: "2026-10",
  scopes: ["read_products", "read_orders"],
  openShop() {
    throw new Error("a shop was opened");
  },
  get reader(): never {
    throw new Error("a shop was read");
  },
  oauth: {
    authorizeUrl: ({ shopDomain, redirectUri, state }) =>
      `https://${shopDomain}/admin/oauth/authorize?${new URLSearchParams({ redirect_uri: redirectUri, state }).toString()}`,
    verifyCallback(query) {
      if (query.get("hmac") !== "good") throw Object.assign(new Error("forged"), { name: "InvalidSignatureError" });
    },
    exchangeCode: () => ask("exchangeCode"),
    refresh: () => ask("refresh"),
    clientCredentials: () => ask("clientCredentials"),
  },
};
let api: TestApi;
let token: string;

beforeAll(async () => {
  api = await createTestApi({ shopify });
  token = await api.key(["stores:write"]);
});

afterAll(() => api.close());

const install = (query: string, sent: object) => api.call("GET", `/api/shopify/install${query}`, sent);

test("staff are sent to Shopify with a cookie that only comes back here, and cannot be read", async () => {
  const answer = await install("?shop=havu.myshopify.com", { token });
  expect(answer.status).toBe(302);
  const to = new URL(answer.headers.get("location") ?? "");
  expect(to.host).toBe("havu.myshopify.com");
  expect(to.searchParams.get("redirect_uri")).toBe("https://shop.test/api/shopify/callback");
  const cookie = answer.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(
    /^cartwright_shopify=[\w-]+; Path=\/api\/shopify; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(cookie).not.toContain(to.searchParams.get("state"));
});

test("nobody else begins an installation, nor at an address that is none of Shopify's", async () => {
  expect((await install("?shop=havu.myshopify.com", {})).status).toBe(401);
  expect((await install("?shop=havu.myshopify.com", { token: await api.key(["stores:read"]) })).status).toBe(403);
  for (const query of ["", "?shop=evil.test", "?shop=havu.myshopify.com%00", "?shop=a.myshopify.com/x"])
    expect((await install(query, { token })).json.error.code).toBe("invalid_input");
});

test("who comes back without Shopify's signature, or without the cookie, connects nothing", async () => {
  const facts = { code: "c", shop: "havu.myshopify.com", state: "s" };
  const back = (query: object, headers: Record<string, string> = {}) =>
    api.call("GET", `/api/shopify/callback?${new URLSearchParams({ ...facts, ...query }).toString()}`, { headers });
  for (const answer of [
    await back({}),
    await back({ hmac: "bad" }),
    await back({ hmac: "good" }),
    await back({ hmac: "good" }, { cookie: "cartwright_shopify=forged" }),
    await back({ hmac: "good" }, { cookie: "session=x; cartwright_shopify=" }),
  ])
    expect([answer.status, answer.json.error.code]).toEqual([401, "invalid_signature"]);
  expect(asked).toEqual([]);
  expect(await api.shop.db.prisma.shopifyIntegration.count()).toBe(0);
});
