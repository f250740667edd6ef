import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestShop, type TestShop } from "@cartwright/core/testing";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;
let organizationId: string;
let integrationId: string;
let stranger: TestShop;
let strangersIntegration: string;
let n = 0;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["stores:read", "stores:write"]);
  ({ organizationId } = api.shop);
  stranger = await createTestShop({ db: api.shop.db });
  strangersIntegration = await connect(stranger.organizationId);
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.shop.db.prisma.syncRun.deleteMany();
  await api.shop.db.prisma.shopifyIntegration.updateMany({ where: { organizationId }, data: { state: "uninstalled" } });
  integrationId = await connect(organizationId);
});

async function connect(of: string): Promise<string> {
  const row = { id: randomUUID(), organizationId: of, shopDomain: `s-${(n += 1)}.myshopify.com`, currency: "EUR" };
  await api.shop.db.prisma.shopifyIntegration.create({
    data: { ...row, apiVersion: "2026-10", grant: "client_credentials" },
  });
  return row.id;
}

const call = (method: "GET" | "POST", path: string, body?: unknown, token = key) =>
  api.call(method, `/api/v1/sync${path}`, { token, ...(body !== undefined && { body }) });

test("a sync is started, is told again while it waits, paused, resumed and cancelled, in the shapes that callers know", async () => {
  const started = await call("POST", "/products", { organizationId, fetchAll: true });
  expect([started.status, started.json]).toEqual([
    200,
    {
      success: true,
      jobId: expect.any(String),
      syncJobId: expect.any(String),
      organizationId,
      integrationId,
      shopDomain: `s-${n}.myshopify.com`,
      type: "full",
      message: "The full sync of products has been started.",
      dashboardUrl: expect.stringContaining("/admin/channels/shopify"),
    },
  ]);
  const { syncJobId } = started.json;
  const again = (await call("POST", "/products", { organizationId, integrationId })).json;
  expect([again.syncJobId, again.message]).toEqual([syncJobId, "A sync of products is already running."]);
  expect((await call("GET", `/status/${syncJobId}`)).json).toMatchObject({
    id: syncJobId,
    type: "full",
    status: "pending",
    processedItems: 0,
    totalItems: null,
    startedAt: null,
    completedAt: null,
    errorMessage: null,
  });
  for (const [act, status] of [
    ["pause", "paused"],
    ["resume", "pending"],
    ["cancel", "cancelled"],
  ] as const)
    expect((await call("POST", `/status/${syncJobId}/${act}`)).json).toMatchObject({ id: syncJobId, status });
  const late = await call("POST", `/status/${syncJobId}/resume`);
  expect([late.status, late.json.error.code]).toEqual([409, "conflict"]);
  expect((await call("GET", "/status?limit=1")).json).toMatchObject({
    items: [{ id: syncJobId, name: `shopify-products/${integrationId}`, subject: `s-${n}.myshopify.com` }],
    nextCursor: null,
  });
});

test.for([
  ["another organization", () => ({ organizationId: stranger.organizationId })],
  ["another organization's shop", () => ({ organizationId, integrationId: strangersIntegration })],
  ["a shop that is none", () => ({ organizationId, integrationId: randomUUID() })],
] as const)("a sync of %s is not found, and nothing is begun", async ([, body]) => {
  const answer = await call("POST", "/orders", body());
  expect([answer.status, answer.json.error.code]).toEqual([404, "integration_not_found"]);
  expect(await api.shop.db.prisma.syncRun.count()).toBe(0);
});

test("without a connected shop there is nothing to sync", async () => {
  await api.shop.db.prisma.shopifyIntegration.updateMany({ where: { organizationId }, data: { state: "uninstalled" } });
  const answer = await call("POST", "/orders", { organizationId });
  expect([answer.status, answer.json.error.code]).toEqual([404, "integration_not_found"]);
});

test.for([[{ fetchAll: "yes" }], [{ integrationId: 7 }], [{ organizationId: "' or 1=1" }], [[]]] as const)(
  "%j is no wish for a sync: 400, and nothing is begun",
  async ([body]) => {
    const answer = await call("POST", "/products", body);
    expect([answer.status, answer.json.error.code]).toEqual([400, "invalid_input"]);
    expect(await api.shop.db.prisma.syncRun.count()).toBe(0);
  },
);

test("another organization's run does not exist, whatever is asked of it", async () => {
  const run = { id: randomUUID(), organizationId: stranger.organizationId, name: "erp-stock" };
  await api.shop.db.prisma.syncRun.create({ data: run });
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/pause"],
    ["POST", "/resume"],
    ["POST", "/cancel"],
  ] as const)
    expect((await call(method, `/status/${run.id}${path}`)).status).toBe(404);
  expect((await call("GET", "/status")).json.items).toEqual([]);
  expect((await call("GET", "/status/not-an-id")).status).toBe(400);
  expect((await call("GET", "/status?state=odd")).status).toBe(400);
  expect((await call("GET", `/status?cursor=${"x".repeat(9_000)}`)).status).toBe(400);
});

test("whoever may only read starts and stops nothing", async () => {
  const reader = await api.key(["stores:read"]);
  expect((await call("POST", "/products", { organizationId }, reader)).json.error.code).toBe("forbidden");
  expect((await call("GET", "/status", undefined, reader)).status).toBe(200);
});
