import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi({ rateLimitPerMinute: 3 });
});

afterAll(() => api.close());

test("a body over 1 MiB answers 413, also when it does not say its length", async () => {
  const token = await api.key(["*"], 1000);
  const body = JSON.stringify({ email: "x".repeat(1024 * 1024) });
  const told = await api.call("POST", "/api/trpc/account.register", { token, body });
  expect([told.status, told.json.error.code]).toEqual([413, "payload_too_large"]);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const chunks = new Blob([body]).stream();
  const address = `${api.url}/api/trpc/account.register`;
  expect((await fetch(address, { method: "POST", headers, body: chunks, duplex: "half" })).status).toBe(413);
});

test("a request asks for ten procedures at most", async () => {
  const token = await api.key(["*"], 1000);
  const batch = (count: number) =>
    api.call("GET", `/api/trpc/${Array.from({ length: count }, () => "auth.whoami").join(",")}?batch=1`, { token });
  expect((await batch(10)).status).toBe(200);
  expect((await batch(11)).status).toBe(400);
});

test("naming a stream first takes no procedure out of the limit", async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1)
    statuses.push((await api.call("GET", "/api/trpc/live.catalog,auth.whoami?batch=1")).status);
  expect(statuses.at(-1)).toBe(429);
});

test("text that is none is refused before anything reads it, however deep it lies", async () => {
  const token = await api.key(["*"], 1000);
  const post = (body: string) => api.call("POST", "/api/trpc/cart.create", { token, body });
  for (const text of ['{"a":"\\u0000"}', '{"a":["\\ud800"]}', '{"\\udfff":1}']) {
    const answer = await post(text);
    expect([answer.status, answer.json.error.data.code]).toEqual([400, "invalid_input"]);
  }
  const deep = await post(`{"a":${"[".repeat(200_000)}"\\u0000"${"]".repeat(200_000)}}`);
  expect([deep.status, deep.json.error.data.code]).toEqual([400, "invalid_input"]);
});
