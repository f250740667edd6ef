import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { marketplaceAway } from "@cartwright/core/testing/fake-marketplace";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;
let n = 0;
let body: Record<string, string>;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});
afterAll(() => api.close());
beforeEach(() => {
  api.shop.etsy.answerAll(null);
  const { organizationId } = api.shop;
  const named = { externalStoreId: `shop-${(n += 1)}`, storeName: "Havu", marketplace: "etsy" };
  body = { organizationId, ...named, accessToken: "an-access-token", currency: "eur" };
});

const register = (token = key) => api.call("POST", "/api/v1/stores/register", { token, body });
const take = (syncToken: string, receipt: string) =>
  api.call("POST", "/api/v1/orders/import", { body: { syncToken, receipt } });
const status = (syncToken: string) => api.call("GET", `/api/v1/stores/sync-status?syncToken=${syncToken}`);

test("a store is registered, imports and tells how it stands, in the shapes that callers know", async () => {
  const registered = await register();
  expect(registered.json).toEqual({ storeId: expect.any(String), syncToken: expect.any(String) });
  expect((await register()).json).toEqual(registered.json);
  const { syncToken } = registered.json;
  const nothing = { lastSyncAt: null, importedOrders: 0, syncStatus: "pending", rateLimitedCount: 0 };
  expect((await status(syncToken)).json).toEqual(nothing);
  const taken = await take(syncToken, "sold-1");
  const importedAt = api.shop.clock.now().toISOString();
  const answer = { success: true, orderId: "etsy-sold-1", amount: 19.99, currency: "EUR", importedAt };
  expect([taken.status, taken.json]).toEqual([200, answer]);
  expect((await take(syncToken, "sold-1")).text).toBe(taken.text);
  expect((await status(syncToken)).json).toEqual({
    ...nothing,
    lastSyncAt: importedAt,
    importedOrders: 1,
    syncStatus: "success",
  });
  api.shop.etsy.answer("none-2", { kind: "refused", reason: "no such receipt" });
  api.shop.etsy.answer("wait-3", { kind: "rate_limited", retryAfterMs: null });
  api.shop.clock.advance(1_000);
  expect((await take(syncToken, "none-2")).json).toEqual({ success: false, error: "invalid_receipt" });
  expect((await take(syncToken, "wait-3")).json).toEqual({ success: false, error: "rate_limited" });
  expect((await status(syncToken)).json).toMatchObject({
    syncStatus: "partial",
    importedOrders: 1,
    rateLimitedCount: 1,
  });
});

test("a marketplace that is away answers 502, names no inside, and the receipt is kept", async () => {
  const { syncToken, storeId } = (await register()).json;
  api.shop.etsy.answerAll(marketplaceAway("10.0.0.7 refused the connection"));
  const answer = await take(syncToken, "later");
  expect([answer.status, answer.json.error.code]).toEqual([502, "provider_unavailable"]);
  expect(answer.text).not.toContain("10.0.0.7");
  const logs = await api.call("GET", `/api/v1/stores/${storeId}/logs`, { token: key });
  expect(logs.json.items).toMatchObject([{ receipt: "later", status: "pending", attempts: 1 }]);
});

test("a store is registered with a key of its own organization, and by nobody else", async () => {
  const owner = await api.shop.member("owner");
  if (owner.actor.type !== "member") throw new Error("a member");
  expect((await register(await api.jwt(owner.actor.userId))).json.error.code).toBe("forbidden");
  expect((await register(await api.key(["stores:read"]))).json.error.code).toBe("forbidden");
  body["organizationId"] = crypto.randomUUID();
  expect((await register()).json.error.code).toBe("not_found");
});

test("a sync token that opens no store answers 401", async () => {
  for (const answer of [await status(crypto.randomUUID()), await take(crypto.randomUUID(), "R")])
    expect([answer.status, answer.json.error.code]).toEqual([401, "unauthenticated"]);
});

test("staff list stores without their tokens, have one tried again, and disconnect it", async () => {
  const { storeId, syncToken } = (await register()).json;
  api.shop.etsy.answerAll({ kind: "rate_limited", retryAfterMs: null });
  await take(syncToken, "wait");
  const list = await api.call("GET", "/api/v1/stores?limit=1", { token: key });
  expect(list.json.items).toMatchObject([{ id: storeId, currency: "EUR", isConnected: true, rateLimitedCount: 1 }]);
  expect(list.text).not.toMatch(/an-access-token|cst_/);
  expect((await api.call("POST", `/api/v1/stores/${storeId}/sync`, { token: key })).json).toEqual({ queued: 1 });
  expect((await api.call("POST", `/api/v1/stores/${storeId}/disconnect`, { token: key })).json).toEqual({
    disconnected: true,
  });
  expect((await take(syncToken, "wait")).status).toBe(401);
  expect((await api.call("POST", `/api/v1/stores/${storeId}/sync`, { token: key })).json.error.code).toBe("conflict");
});

test("a receipt that is no receipt is refused before anybody is asked, and leaves nothing", async () => {
  const { syncToken, storeId } = (await register()).json;
  const before = api.shop.etsy.asked.length;
  for (const receipt of ["", "   ", "9".repeat(256), "a\u0000b", 7, null, ["1"], { $gt: "" }]) {
    const answer = await api.call("POST", "/api/v1/orders/import", { body: { syncToken, receipt } });
    expect([answer.status, answer.json.error.code]).toEqual([400, "invalid_input"]);
  }
  expect((await api.call("POST", "/api/v1/orders/import", { body: { syncToken: ["x"], receipt: "1" } })).status).toBe(
    400,
  );
  expect(api.shop.etsy.asked).toHaveLength(before);
  expect(await api.shop.db.prisma.marketplaceSyncLog.count({ where: { storeId } })).toBe(0);
});

test("the longest receipt there can be is asked about as it is, spaces around it aside", async () => {
  const { syncToken } = (await register()).json;
  const receipt = "ä".repeat(255);
  expect((await take(syncToken, ` ${receipt} `)).json).toMatchObject({ success: true, orderId: `etsy-${receipt}` });
  expect(api.shop.etsy.asked.at(-1)).toBe(receipt);
});
