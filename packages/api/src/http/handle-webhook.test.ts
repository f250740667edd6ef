import { register } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
const failures: Error[] = [];

beforeAll(async () => {
  const source = (persistent: boolean) => ({
    persistent,
    readWebhook: () => Promise.resolve({ accountId: "", externalId: "m-1", topic: "stock.changed" }),
    applyWebhook() {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve("processed" as const);
    },
  });
  api = await createTestApi({ webhookSources: { wms: source(true), inline: source(false) } });
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

test("a message is answered 200 and kept for the store, a repeat of it too and not kept again", async () => {
  const answers = [1, 2].map(() => api.call("POST", "/api/webhooks/wms", { body: "any bytes" }));
  const received = (await Promise.all(answers)).map(({ status, json }) => [status, json.received, json.duplicate]);
  expect(received).toHaveLength(2);
  expect(received).toEqual(
    expect.arrayContaining([
      [200, true, false],
      [200, true, true],
    ]),
  );
  const kept = await api.shop.db.prisma.webhookInbox.findMany();
  expect(kept).toMatchObject([{ source: "wms", organizationId: api.shop.organizationId, state: "received" }]);
  expect(Buffer.from(kept[0]?.raw ?? []).toString()).toBe("any bytes");
});

test("what a handler throws that runs at once answers 500 without its words, and nothing is kept", async () => {
  failures.push(new Error("password of the shelf: oak"));
  const failed = await api.call("POST", "/api/webhooks/inline", { body: {} });
  expect([failed.status, failed.json.error.code]).toEqual([500, "internal_error"]);
  expect(failed.text).not.toContain("oak");
  expect((await api.call("POST", "/api/webhooks/inline", { body: {} })).status).toBe(200);
  expect(await api.shop.db.prisma.webhookInbox.count({ where: { source: "inline" } })).toBe(0);
});

test("a sender that nobody set up does not exist", async () => {
  for (const source of ["nobody", "constructor", "toString"]) {
    expect((await api.call("POST", `/api/webhooks/${source}`, { body: {} })).status).toBe(404);
  }
  // Names that anybody may make up would fill the metrics.
  const measured = await register.getMetricsAsJSON();
  expect(JSON.stringify(measured)).not.toContain("/api/webhooks/nobody");
});
