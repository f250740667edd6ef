import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { checkIntegrity } from "@cartwright/core/jobs/check-integrity";
import { startShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";
import { type SandboxProcess, startSandbox } from "@cartwright/integrations/testing";

const orders = 1_500;

let database: TestDatabase;
let shop: TestShop;
let sandbox: SandboxProcess;
let env: NodeJS.ProcessEnv;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  [database, sandbox] = await Promise.all([createTestDatabase(), startSandbox()]);
  shop = await createTestShop({ db: database.db });
  const { slug } = await shop.db.prisma.organization.findUniqueOrThrow({ where: { id: shop.organizationId } });
  env = {
    DATABASE_URL: database.url,
    WEB_URL: "http://127.0.0.1:9",
    STORE_SLUG: slug,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
    SHOPIFY_API_KEY: "shopify_client_id",
    SHOPIFY_API_SECRET: "shopify_client_secret",
    SHOPIFY_API_BASE: `${sandbox.url}/shopify`,
  };
});

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await sandbox.stop();
  await shop.close();
  await database.drop();
});

function startWorker(): ChildProcess {
  const script = fileURLToPath(new URL("main.ts", import.meta.url));
  const worker = spawn(process.execPath, [script], { env, stdio: ["ignore", "inherit", "inherit"] });
  workers.push(worker);
  return worker;
}

async function connect(): Promise<string> {
  const domain = "crash.myshopify.com";
  const url = `${sandbox.url}/shopify/control/shops/${domain}`;
  const made = await fetch(url, { method: "PUT", body: JSON.stringify({ products: 40, orders }) });
  expect(made.status).toBe(200);
  const id = randomUUID();
  const row = { id, organizationId: shop.organizationId, shopDomain: domain, apiVersion: "2026-10" };
  await shop.db.prisma.shopifyIntegration.create({ data: { ...row, grant: "client_credentials", currency: "EUR" } });
  return id;
}

// Two workers start, on a machine that may be busy with something else.
vi.setConfig({ testTimeout: 180_000 });
const patience = { timeout: 90_000, interval: 10 };

test("a worker that is killed in the middle of a full run costs nothing but time: another goes on, and no row differs", async () => {
  const integrationId = await connect();
  const runOf = (id: string) => shop.db.prisma.syncRun.findUniqueOrThrow({ where: { id } });
  const start = (kind: "products" | "orders") => startShopifySync(shop.ctx, { kind, mode: "full", integrationId });
  const first = startWorker();
  const products = await start("products");
  await vi.waitFor(async () => expect((await runOf(products.syncRunId)).status).toBe("completed"), patience);
  const { syncRunId } = await start("orders");
  await vi.waitFor(async () => expect((await runOf(syncRunId)).created).toBeGreaterThan(orders * 0.4), patience);
  first.kill("SIGKILL");
  await once(first, "exit");
  const killed = await runOf(syncRunId);
  expect(killed).toMatchObject({ status: "running", totalItems: orders });
  expect(killed.created).toBeLessThan(orders);
  // Nobody needs to wait for a lease to end to see that it is taken over.
  await shop.db.prisma.syncRun.update({ where: { id: syncRunId }, data: { leaseUntil: new Date(0) } });
  startWorker();
  await vi.waitFor(async () => expect((await runOf(syncRunId)).status).toBe("completed"), patience);
  const ended = await runOf(syncRunId);
  expect(ended).toMatchObject({ errors: 0, removed: 0, token: 2 });
  // The page that was under way is seen twice, and counted once as new and once as known, or not at all.
  expect(ended.created + ended.unchanged).toBeLessThanOrEqual(orders + 250);
  const [rows] = await shop.db.prisma.$queryRaw<object[]>`
    select (select count(*)::int from shopify_orders) as received, (select count(*)::int from orders) as orders,
      (select count(*)::int from channel_orders) as named,
      (select count(*)::int from order_lines) - (select sum(jsonb_array_length(payload->'lineItems'->'nodes'))::int
        from shopify_orders) as too_many_lines`;
  expect(rows).toEqual({ received: orders, orders, named: orders, too_many_lines: 0 });
  expect(await checkIntegrity(shop.services)).toEqual([]);
});
