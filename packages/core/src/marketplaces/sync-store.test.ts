import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { ProviderUnavailableError, SyncLeaseLostError } from "@cartwright/integrations/contracts";

import { createSyncStore } from "#sync/create-sync-store.ts";
import { addStore } from "#testing/add-store.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";
import { soldAs } from "#testing/fake-marketplace.ts";

import { enqueueDueStores } from "./enqueue-due-stores.ts";
import { importReceipt } from "./import-receipt.ts";
import { listStoreLogs } from "./list-store-logs.ts";
import { listStores } from "./list-stores.ts";
import { storeSyncName } from "./store-job.ts";
import { syncStoreNow } from "./sync-store-now.ts";
import { syncStore } from "./sync-store.ts";

let shop: TestShop;
let storeId: string;

beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.db.pool.query("delete from marketplace_sync_logs");
  await shop.db.pool.query("update marketplace_stores set disconnected_at = now()");
  await shop.db.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  shop.etsy.answerAll(null);
  ({ storeId } = await addStore(shop));
});

const minutes = 60_000;
const limited = { kind: "rate_limited", retryAfterMs: null } as const;

/** So many receipts that the marketplace took no question about five minutes ago. */
async function addDue(count: number): Promise<string[]> {
  const receipts = Array.from({ length: count }, (_, index) => `${storeId}-${index}`);
  const { organizationId, clock } = shop;
  const failed = { organizationId, storeId, status: "rate_limited", attempts: 1, nextAttemptAt: clock.now() } as const;
  const attemptedAt = new Date(clock.now().getTime() - 5 * minutes);
  await shop.db.prisma.marketplaceSyncLog.createMany({
    data: receipts.map((receipt) => ({ ...failed, id: newId(), receipt, attemptedAt })),
  });
  return receipts;
}

const sync = (options = {}) => syncStore(shop.ctx, { storeId }, options);
const walk = (options = {}) => enqueueDueStores(shop.services, { requestId: "walk-1", ...options });
const store = () => shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
const told = async () => (await shop.events()).filter(({ data }) => (data as { storeId?: string }).storeId === storeId);
const jobs = () =>
  shop.db.prisma.$queryRaw<object[]>`
    select payload, run_at, attempts, max_attempts from graphile_worker._private_jobs where key = ${`store:${storeId}`}`;

test("everything due is asked about again, counted, and told of with the store's id", async () => {
  const [refused = ""] = await addDue(7);
  shop.etsy.answer(refused, { kind: "refused", reason: "gone" });
  const synced = await sync();
  const counts = { processedCount: 7, successCount: 6, failedCount: 1, rateLimitedCount: 0 };
  expect(synced).toMatchObject({ storeId, status: "completed", error: null, ...counts });
  expect(await store()).toMatchObject({ importedOrders: 6, rateLimitedCount: 0, failedRuns: 0 });
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual(["sync.started", "sync.completed"]);
  expect(events[1]?.data).toMatchObject({ syncRunId: synced?.syncRunId, created: 6, errors: 1, unchanged: 0 });
});

test("with nothing due there is no run, and nothing is told", async () => {
  expect(await sync()).toBeNull();
  await addDue(1);
  await sync();
  const before = (await told()).length;
  expect(await sync()).toBeNull();
  expect(await told()).toHaveLength(before);
});

test("of many who work on one store at once one does, and each receipt is asked about once", async () => {
  const receipts = await addDue(9);
  const before = shop.etsy.asked.length;
  const all = await Promise.all(Array.from({ length: 5 }, () => sync()));
  expect(all.filter((one) => one !== null)).toHaveLength(1);
  expect(shop.etsy.asked.slice(before).toSorted()).toEqual(receipts.toSorted());
});

test("a run whose worker died is gone on with under the same id, and the dead one writes nothing any more", async () => {
  await addDue(2);
  const dead = await createSyncStore(shop.ctx, { storeId }).begin(storeSyncName(storeId));
  expect(await sync()).toBeNull();
  await shop.db.prisma.syncRun.updateMany({ where: { id: dead.runId }, data: { leaseUntil: new Date(0) } });
  expect(await sync()).toMatchObject({ syncRunId: dead.runId, successCount: 2 });
  await expect(dead.save(dead.progress, [])).rejects.toBeInstanceOf(SyncLeaseLostError);
  expect((await told()).map(({ type }) => type)).toEqual(["sync.started", "sync.completed"]);
});

test("a marketplace that is away ends the run, is left alone for longer each time, and forgets no receipt", async () => {
  await addDue(30);
  shop.etsy.answerAll(new ProviderUnavailableError("etsy cannot be reached"));
  const away = "Etsy cannot be reached. It is tried again by itself.";
  const before = shop.etsy.asked.length;
  expect(await sync()).toMatchObject({ status: "failed", error: away, processedCount: 0 });
  expect(shop.etsy.asked.length - before).toBeLessThanOrEqual(4);
  expect((await told()).at(-1)).toMatchObject({ type: "sync.failed", data: { error: away } });
  for (const wait of [5, 10, 20, 40, 60, 60]) {
    const { heldUntil, lastError } = await store();
    expect([heldUntil, lastError]).toEqual([new Date(shop.clock.now().getTime() + wait * minutes), away]);
    shop.clock.advance(wait * minutes - 1);
    expect(await sync()).toBeNull();
    shop.clock.advance(1);
    expect(await sync()).toMatchObject({ status: "failed" });
  }
  shop.etsy.answerAll(null);
  shop.clock.advance(60 * minutes);
  await sync();
  shop.clock.advance(60 * minutes);
  await sync();
  expect(await store()).toMatchObject({ importedOrders: 30, syncStatus: "success", heldUntil: null, lastError: null });
});

test("a Retry-After ends the run, and holds the whole store for as long", async () => {
  await addDue(30);
  shop.etsy.answerAll({ kind: "rate_limited", retryAfterMs: 90 * minutes });
  const before = shop.etsy.asked.length;
  expect(await sync()).toMatchObject({ status: "completed", error: null });
  expect(shop.etsy.asked.length - before).toBeLessThanOrEqual(4);
  shop.clock.advance(90 * minutes - 1);
  expect([await sync(), (await walk()).enqueuedJobs]).toEqual([null, 0]);
  shop.clock.advance(1);
  shop.etsy.answerAll(null);
  expect([(await walk()).enqueuedJobs, await sync()]).toMatchObject([1, { successCount: 30 }]);
});

test("a worker that stops lets go of the store at once, and the next goes on with its run", async () => {
  const [first = ""] = await addDue(12);
  const stopping = new AbortController();
  shop.etsy.answer(first, () => {
    stopping.abort(new Error("the worker stops"));
    return Promise.resolve(soldAs("etsy", first));
  });
  await expect(sync({ signal: stopping.signal })).rejects.toThrow("the worker stops");
  await shop.db.pool.query("update marketplace_sync_logs set claimed_until = null where claimed_until is not null");
  shop.clock.advance(minutes);
  expect(await sync()).toMatchObject({ status: "completed" });
  expect(await store()).toMatchObject({ importedOrders: 12 });
  expect((await told()).map(({ type }) => type)).toEqual(["sync.started", "sync.completed"]);
});

test("the walk counts every store with something open, and adds the jobs of those with something due, once", async () => {
  const others = await Promise.all(Array.from({ length: 4 }, () => addStore(shop)));
  await addDue(1);
  expect(await walk({ page: 2 })).toEqual({ scannedStores: 5, enqueuedJobs: 1 });
  expect(await jobs()).toMatchObject([
    { payload: { organizationId: shop.organizationId, storeId, requestId: "walk-1" }, max_attempts: 3 },
  ]);
  expect(await walk({ page: 5 })).toEqual({ scannedStores: 5, enqueuedJobs: 0 });
  await importReceipt(shop.guest(), { syncToken: others[0]?.syncToken ?? "", receipt: "sold" });
  expect((await walk()).scannedStores).toBe(4);
});

test("a walk each second tries nothing sooner: neither what waits for its time, nor a job that waits for its next try", async () => {
  await addDue(1);
  shop.etsy.answerAll(limited);
  await sync();
  const { nextAttemptAt } = await store();
  expect(nextAttemptAt).toEqual(new Date(shop.clock.now().getTime() + 10 * minutes));
  for (let second = 1; second < 600; second += 60) {
    shop.clock.advance(60_000);
    if (second + 60 < 600) expect((await walk()).enqueuedJobs).toBe(0);
  }
  expect((await store()).nextAttemptAt).toEqual(nextAttemptAt);
  expect((await walk()).enqueuedJobs).toBe(1);
  await shop.db.pool.query("update graphile_worker._private_jobs set attempts = 2, run_at = now() + interval '1 hour'");
  const before = await jobs();
  await walk();
  expect(await jobs()).toEqual(before);
});

test("asked for by hand everything is due at once, also what was given up, and a disconnected store refuses", async () => {
  await addDue(2);
  await shop.db.pool.query(
    "update marketplace_sync_logs set next_attempt_at = null, status = 'failed' where receipt like '%-1'",
  );
  await shop.db.pool.query("update marketplace_stores set held_until = 'infinity'");
  expect(await syncStoreNow(shop.ctx, { storeId })).toEqual({ queued: 2 });
  expect(await jobs()).toHaveLength(1);
  expect(await sync()).toMatchObject({ successCount: 2 });
  const stranger = await createTestShop({ db: shop.db });
  await expect(syncStoreNow(stranger.ctx, { storeId })).rejects.toMatchObject({ code: "not_found" });
  await shop.db.prisma.marketplaceStore.update({ where: { id: storeId }, data: { disconnectedAt: new Date() } });
  await expect(syncStoreNow(shop.ctx, { storeId })).rejects.toMatchObject({ code: "conflict" });
});

test("stores and logs are read page by page, each once, and another organization's are not there", async () => {
  await addDue(5);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listStoreLogs(shop.ctx, { storeId, cursor, limit: 2 });
    seen.push(...page.items.map(({ receipt }) => receipt));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4].map((index) => `${storeId}-${index}`));
  const first = await listStores(shop.ctx, { limit: 1 });
  expect(first.items[0]).toMatchObject({ id: storeId, isConnected: true, syncStatus: "partial", rateLimitedCount: 5 });
  expect(JSON.stringify(first)).not.toMatch(/token/i);
  const second = await listStores(shop.ctx, { limit: 1, cursor: first.nextCursor ?? "" });
  expect(second.items[0]?.id).not.toBe(storeId);
  const stranger = await createTestShop({ db: shop.db });
  expect((await listStores(stranger.ctx)).items).toEqual([]);
  await expect(listStoreLogs(stranger.ctx, { storeId })).rejects.toMatchObject({ code: "not_found" });
});
