import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

test("a key that may write sets facts over REST, and one that may read finds them by name and by pattern", async () => {
  const [writer, reader] = [await api.key(["facts:write"]), await api.key(["facts:read"])];
  const set = (body: unknown, token = writer) => api.call("POST", "/api/v1/facts", { token, body });
  const read = (path: string, token = reader) => api.call("GET", `/api/v1/facts${path}`, { token });
  const made = await set({ key: "customer:4711:tier", value: { name: "gold" }, ttlSeconds: 3_600 });
  const expiresAt = new Date(api.shop.clock.now().getTime() + 3_600_000).toISOString();
  expect(made.status).toBe(200);
  expect(made.json.fact).toMatchObject({
    key: "customer:4711:tier",
    value: { name: "gold" },
    system: false,
    expiresAt,
  });
  expect((await read("/customer:4711:tier")).json).toEqual(made.json.fact);
  expect((await read("/customer%3A4711%3Atier")).json).toEqual(made.json.fact);
  expect((await read(`?pattern=${encodeURIComponent("customer:*:tier")}`)).json).toEqual({
    items: [made.json.fact],
    nextCursor: null,
  });
  expect((await set({ key: "customer:4711:tier", value: null })).json).toEqual({ fact: null });
  expect((await read("/customer:4711:tier")).status).toBe(404);
  for (const refused of [await set({ key: "a", value: 1 }, reader), await read("/a", writer)]) {
    expect(refused.status).toBe(403);
  }
  expect((await read("?pattern=*")).status).toBe(400);
  expect((await set({ key: "a" })).status).toBe(400);
});
