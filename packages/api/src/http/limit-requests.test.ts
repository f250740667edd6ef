import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

import { addressHeader } from "./client-address.ts";
import { classOf } from "./route-class.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ rateLimitPerMinute: 4, classLimits: { "sign-in": 2, imports: 1 } });
});

afterAll(() => api.close());

const from = (address: string) => ({ headers: { [addressHeader]: address } });

test("a class with a limit of its own is counted by itself, the others together", async () => {
  const here = from("192.0.2.10");
  const reset = () => api.call("POST", "/api/trpc/account.askReset", { ...here, body: { email: "a@example.com" } });
  const read = () => api.call("GET", "/api/v1/collections", here);
  const write = () => api.call("POST", "/api/v1/carts", { ...here, body: {} });
  expect((await reset()).headers.get("ratelimit-limit")).toBe("2");
  await reset();
  expect((await reset()).status).toBe(429);
  for (const ask of [read, write, read, write]) expect((await ask()).status).toBeLessThan(300);
  const refused = await read();
  expect([refused.status, refused.headers.get("ratelimit-policy")]).toEqual([429, "4;w=60"]);
  expect((await api.call("GET", "/api/v1/collections", from("192.0.2.11"))).status).toBe(200);
});

test("a batch counts as the dearest thing in it", () => {
  expect(classOf(["catalog.list", "account.register"], "POST")).toBe("sign-in");
  expect(classOf(["cart.create", "catalog.list"], "POST")).toBe("writes");
  expect(classOf(["orders.create"], "POST")).toBe("checkout");
  expect(classOf(["admin.stores.syncNow"], "POST")).toBe("imports");
  expect([classOf(["no.such"], "GET"), classOf([], "DELETE")]).toEqual(["reads", "writes"]);
});

test("a key that was given a limit has that one, over everything", async () => {
  const token = await api.key(["*"], 3);
  const sync = () => api.call("POST", "/api/v1/sync/products", { token, body: {} });
  for (const left of ["2", "1", "0"]) expect((await sync()).headers.get("ratelimit-remaining")).toBe(left);
  expect((await sync()).status).toBe(429);
});

test("guessing keys costs what any request costs", async () => {
  const guess = () => api.call("GET", "/api/v1/whoami", { token: "cw_a-guess", ...from("192.0.2.12") });
  const statuses = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await guess()).status);
  expect(statuses).toEqual([401, 401, 401, 401, 429]);
});

test("what is nested deeper than 32 is refused", async () => {
  const token = await api.key(["*"], 1000);
  const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
  const post = (body: string) => api.call("POST", "/api/v1/carts", { token, body });
  expect((await post(nested(32))).status).toBe(201);
  const refused = await post(nested(34));
  expect([refused.status, refused.json.error.code]).toEqual([400, "invalid_input"]);
  expect(refused.json.error.message).toContain("nested");
});
