import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { checkIntegrity } from "@cartwright/core/jobs/check-integrity";
import { enqueueDueStores } from "@cartwright/core/marketplaces/enqueue-due-stores";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { addStore } from "@cartwright/core/testing/add-store";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";
import {
  connectEtsyShop,
  etsyShopId,
  sellAtEtsy,
  type SandboxProcess,
  startSandbox,
} from "@cartwright/integrations/testing";

const receipts = 150;
const storeSynced = z.object({
  msg: z.literal("store_synced"),
  storeId: z.string(),
  processedCount: z.number(),
  successCount: z.number(),
  failedCount: z.number(),
  rateLimitedCount: z.number(),
});

let database: TestDatabase;
let shop: TestShop;
let sandbox: SandboxProcess;
let env: NodeJS.ProcessEnv;
let storeId = "";
const workers: ChildProcess[] = [];
const lines: string[] = [];

beforeAll(async () => {
  [database, sandbox] = await Promise.all([createTestDatabase(), startSandbox()]);
  const encryptionKey = new Uint8Array(32).fill(7);
  shop = await createTestShop({ db: database.db, settings: { encryptionKey } });
  const { slug } = await shop.db.prisma.organization.findUniqueOrThrow({ where: { id: shop.organizationId } });
  env = {
    DATABASE_URL: database.url,
    WEB_URL: "http://127.0.0.1:9",
    STORE_SLUG: slug,
    ENCRYPTION_KEY: Buffer.from(encryptionKey).toString("base64"),
    LOG_LEVEL: "info",
    ETSY_KEYSTRING: "key",
    ETSY_SHARED_SECRET: "shared",
    ETSY_API_BASE: `${sandbox.url}/etsy`,
  };
  await sandbox.control("PUT", "/etsy/sandbox/quota", { perSecond: 100 });
  const { accessToken, refreshToken } = await (await connectEtsyShop(sandbox)).tokens.load();
  const tokens = { accessToken, ...(refreshToken !== null && { refreshToken }) };
  ({ storeId } = await addStore(shop, { externalStoreId: etsyShopId, ...tokens }));
  const now = Math.floor(Date.now() / 1_000);
  const [createdAt, nextPullAt] = [new Date((now - 60) * 1_000), new Date()];
  await shop.db.prisma.marketplaceStore.update({ where: { id: storeId }, data: { createdAt, nextPullAt } });
  const sold = Array.from({ length: receipts }, (_, index) => ({ createdAt: now, updatedAt: now + index }));
  await sellAtEtsy(sandbox, sold);
});

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await sandbox.stop();
  await shop.close();
  await database.drop();
});

function startWorker(): ChildProcess {
  const script = fileURLToPath(new URL("main.ts", import.meta.url));
  const worker = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  workers.push(worker);
  if (worker.stdout) createInterface({ input: worker.stdout }).on("line", (line) => lines.push(line));
  return worker;
}

const store = () => shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
const patience = { timeout: 90_000, interval: 10 };

vi.setConfig({ testTimeout: 180_000 });

test("a worker killed in the middle of a store's run loses no receipt: the next goes on, and each is one order", async () => {
  const first = startWorker();
  await enqueueDueStores({ db: shop.db, now: () => new Date() }, { requestId: "crash" });
  await vi.waitFor(async () => expect((await store()).importedOrders).toBeGreaterThan(receipts * 0.3), patience);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect((await store()).importedOrders).toBeLessThan(receipts);
  const run = await shop.db.prisma.syncRun.findFirstOrThrow({ where: { name: `store:${storeId}` } });
  expect(run.status).toBe("running");
  // Nobody needs to wait for a lease or a claim to end to see that they are taken over.
  await shop.db.prisma.syncRun.update({ where: { id: run.id }, data: { leaseUntil: new Date(0) } });
  await shop.db.pool.query("update marketplace_sync_logs set claimed_until = now() where claimed_until is not null");
  startWorker();
  await vi.waitFor(
    async () => {
      const ended = await shop.db.prisma.syncRun.findUniqueOrThrow({ where: { id: run.id } });
      expect(ended).toMatchObject({ status: "completed", token: 2, errors: 0 });
    },
    { ...patience, interval: 50 },
  );
  await shop.db.pool.query("update marketplace_sync_logs set next_attempt_at = now() where status = 'pending'");
  await enqueueDueStores({ db: shop.db, now: () => new Date() }, { requestId: "rest" });
  await vi.waitFor(async () => expect((await store()).importedOrders).toBe(receipts), patience);
  const [rows] = await shop.db.prisma.$queryRaw<object[]>`
    select (select count(*)::int from orders) as orders, (select count(*)::int from channel_orders) as named,
      (select count(*)::int from marketplace_sync_logs where status = 'success') as logs`;
  expect(rows).toEqual({ orders: receipts, named: receipts, logs: receipts });
  expect(await checkIntegrity(shop.services)).toEqual([]);
  // The last line of a worker that was killed may be half of one.
  const told = lines.filter((line) => line.includes("store_synced")).map((line) => storeSynced.parse(JSON.parse(line)));
  expect(told[0]).toMatchObject({ storeId, failedCount: 0, rateLimitedCount: 0 });
  expect(told[0]?.processedCount).toBe(told[0]?.successCount);
  expect(told[0]?.successCount).toBeGreaterThan(0);
});
