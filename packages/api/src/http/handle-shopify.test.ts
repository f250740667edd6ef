import { createHmac } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { createShopifyApp, shopifyKeys } from "@cartwright/core/testing";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

// Nobody answers there: what is tested here ends before Shopify is asked.
const shopify = createShopifyApp("http://127.0.0.1:9/shopify");
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
  expect(to.pathname).toBe("/shopify/havu.myshopify.com/admin/oauth/authorize");
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    client_id: shopifyKeys.clientId,
    redirect_uri: "https://shop.test/api/shopify/callback",
    scope: shopify.scopes.join(","),
  });
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
  const facts: Record<string, string> = {
    code: "c",
    shop: "havu.myshopify.com",
    state: "s",
    timestamp: String(Math.floor(api.shop.clock.now().getTime() / 1_000)),
  };
  const message = Object.keys(facts)
    .toSorted()
    .map((key) => `${key}=${facts[key]}`);
  const hmac = createHmac("sha256", shopifyKeys.clientSecrets[0]).update(message.join("&")).digest("hex");
  const back = (query: object, headers: Record<string, string> = {}) =>
    api.call("GET", `/api/shopify/callback?${new URLSearchParams({ ...facts, ...query }).toString()}`, { headers });
  for (const answer of [
    await back({}),
    await back({ hmac: "0".repeat(64) }),
    await back({ hmac }),
    await back({ hmac }, { cookie: "cartwright_shopify=forged" }),
    await back({ hmac }, { cookie: "session=x; cartwright_shopify=" }),
  ])
    expect([answer.status, answer.json.error.code]).toEqual([401, "invalid_signature"]);
  expect(await api.shop.db.prisma.shopifyIntegration.count()).toBe(0);
});
