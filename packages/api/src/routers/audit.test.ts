import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let reader: string;

beforeAll(async () => {
  api = await createTestApi();
  reader = await api.key(["audit:read"]);
});

afterAll(() => api.close());

const list = (query: string, token = reader) => api.call("GET", `/api/v1/audit${query}`, { token });

test("who changed what is read with `audit:read`, with where they called from, and by nobody else", async () => {
  const key = await api.key(["callbacks:write"]);
  const body = { event: "order.*", targetUrl: "http://127.0.0.1:9/hook" };
  const made = await api.call("POST", "/api/v1/webhooks/register", { token: key, body });
  expect(made.status).toBe(201);
  const found = await list(`?subjectId=${made.json.id}`);
  expect(found.json.items).toMatchObject([{ actorType: "api_key", action: "callback.registered", position: null }]);
  expect(found.json.items[0].address).toBe("unknown");
  expect((await list("", key)).status).toBe(403);
  expect((await api.call("GET", "/api/v1/audit")).status).toBe(401);
  expect((await list("?action=DROP")).json.error.code).toBe("invalid_input");
});

test("the log goes out as a file, as lines of JSON or as a table, with the same filters", async () => {
  await api.shop.addProduct({ title: "=cmd" });
  const all = await list("?limit=100");
  const lines = await list("/export");
  expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
  const ids = lines.text
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids).toEqual(all.json.items.map(({ id }: { id: string }) => id));
  const table = await list("/export?format=csv&action=callback.*");
  expect(table.headers.get("content-disposition")).toBe('attachment; filename="audit-log.csv"');
  expect(table.text.split("\r\n")[0]).toContain("at,actor_type,actor_id");
  expect(table.text.trimEnd().split("\r\n")).toHaveLength(2);
  expect((await list("/export?format=xml")).status).toBe(400);
  expect((await list("/export", await api.key(["orders:read"]))).status).toBe(403);
  expect((await api.call("GET", "/api/v1/audit/export")).status).toBe(401);
});
