import { register } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(() => api.close());

test("a message whose signature is not good answers 401 and is not kept", async () => {
  const answer = await api.call("POST", "/api/webhooks/stripe", { body: { id: "evt_forged" } });
  expect([answer.status, answer.json.error.code]).toEqual([401, "invalid_signature"]);
  expect(await api.shop.db.prisma.webhookInbox.count()).toBe(0);
});

test("a message over 1 MiB answers 413", async () => {
  const answer = await api.call("POST", "/api/webhooks/stripe", { body: "x".repeat(1024 * 1024 + 1) });
  expect([answer.status, answer.json.error.code]).toEqual([413, "payload_too_large"]);
});

test("a sender that nobody set up does not exist", async () => {
  for (const source of ["nobody", "constructor", "toString"]) {
    expect((await api.call("POST", `/api/webhooks/${source}`, { body: {} })).status).toBe(404);
  }
  // Names that anybody may make up would fill the metrics.
  const measured = await register.getMetricsAsJSON();
  expect(JSON.stringify(measured)).not.toContain("/api/webhooks/nobody");
});
