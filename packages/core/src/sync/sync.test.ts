import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { SyncBusyError, SyncLeaseLostError, type SyncProgress } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { addStore } from "#testing/add-store.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";

import { cancelSync, pauseSync, resumeSync } from "./change-sync-run.ts";
import { createSyncStore } from "./create-sync-store.ts";
import { enqueueAbandonedSyncs, enqueueDueSyncs } from "./enqueue-due-syncs.ts";
import { listAllSyncRuns } from "./list-all-sync-runs.ts";
import { readSyncRun } from "./read-sync-run.ts";
import { startSync } from "./start-sync.ts";

let shop: TestShop;
let ctx: Ctx;
let name = "";
let n = 0;

beforeAll(async () => {
  shop = await createTestShop();
  ctx = shop.ctx;
});
afterAll(() => shop.close());
beforeEach(() => {
  name = `job-${(n += 1)}`;
});

const start: SyncProgress = {
  phase: "fetch",
  cursor: null,
  total: null,
  created: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  errors: 0,
  step: null,
  samples: [],
  changes: [],
};
const begin = () => createSyncStore(ctx).begin(name);
const status = async (syncRunId: string) => (await readSyncRun(ctx, { syncRunId })).status;
const expire = (id: string) =>
  shop.db.prisma.$executeRaw`update sync_jobs set lease_until = now() - interval '1 second' where id = ${id}::uuid`;
const jobsOf = async () => {
  const key = `sync:${ctx.organizationId}:${name}`;
  const [row] = await shop.db.prisma.$queryRaw<{ jobs: number }[]>`
    select count(*)::int as jobs from graphile_worker.jobs where key = ${key}`;
  return row?.jobs;
};
const toldOf = async (runId: string) =>
  (await shop.events()).filter(({ aggregateId }) => aggregateId === runId).map(({ type }) => type);

test("of many who begin at once one gets the run, and the others learn until when it is held", async () => {
  const begun = await Promise.allSettled(Array.from({ length: 8 }, begin));
  const leases = begun.filter((one) => one.status === "fulfilled");
  const refused = begun.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  expect(leases).toHaveLength(1);
  expect(refused.every((error) => error instanceof SyncBusyError && error.heldUntil instanceof Date)).toBe(true);
});

test("other jobs and other organizations run beside it", async () => {
  await begin();
  const elsewhere = await createTestShop({ db: shop.db });
  await expect(createSyncStore(elsewhere.ctx).begin(name)).resolves.toMatchObject({ progress: start });
});

test("a job that is for one organization is begun for that one alone", async () => {
  const { organizationId } = await createTestShop({ db: shop.db });
  const schedule = { name, everyMs: 3_600_000, onlyFor: () => Promise.resolve(organizationId) };
  expect(await enqueueDueSyncs(shop.services, [schedule])).toBe(1);
  const runs = await shop.db.prisma.syncRun.findMany({ where: { name }, select: { organizationId: true } });
  expect(runs).toEqual([{ organizationId }]);
});

test("a run whose holder died goes on from its last page, under the same id and without a second start", async () => {
  const dead = await begin();
  await dead.save({ ...start, cursor: "page-3", created: 20 }, []);
  await expire(dead.runId);
  const next = await begin();
  expect(next).toMatchObject({ runId: dead.runId, progress: { cursor: "page-3", created: 20 } });
  expect(await toldOf(dead.runId)).toEqual(["sync.started"]);
});

test("a holder that was asleep while another took over writes nothing any more", async () => {
  const asleep = await begin();
  await expire(asleep.runId);
  const successor = await begin();
  await successor.save({ ...start, cursor: "far", created: 5 }, ["a"]);
  const stale = { ...start, cursor: "near", created: 1 };
  const writes = [
    () => asleep.keep(),
    () => asleep.save(stale, ["b"]),
    () => asleep.forget(stale, ["a"]),
    () => asleep.finish("completed", stale, null),
    () => asleep.release("pending", stale),
  ];
  for (const write of writes) await expect(write()).rejects.toBeInstanceOf(SyncLeaseLostError);
  expect(await readSyncRun(ctx, { syncRunId: asleep.runId })).toMatchObject({ status: "running", created: 5 });
  expect(await successor.countVanished()).toEqual({ vanished: 0, known: 1 });
});

test("a run that ends tells what it did, once, and makes room for the next", async () => {
  const lease = await begin();
  await lease.finish("completed", { ...start, created: 2, unchanged: 7 }, null);
  const events = (await shop.events()).filter(({ aggregateId }) => aggregateId === lease.runId);
  expect(events.map(({ type }) => type)).toEqual(["sync.started", "sync.completed"]);
  expect(events[1]?.data).toMatchObject({ syncRunId: lease.runId, name, created: 2, unchanged: 7, errors: 0 });
  expect((await begin()).runId).not.toBe(lease.runId);
});

test("a run that failed tells why", async () => {
  const lease = await begin();
  await lease.finish("failed", { ...start, created: 1 }, "the ERP is away");
  const failed = (await shop.events("sync.failed")).find(({ aggregateId }) => aggregateId === lease.runId);
  expect(failed?.data).toMatchObject({ error: "the ERP is away", created: 1 });
  expect(await readSyncRun(ctx, { syncRunId: lease.runId })).toMatchObject({ errorMessage: "the ERP is away" });
});

test("what this run did not see and an earlier one did has vanished, page by page", async () => {
  const first = await begin();
  await first.save(start, ["a", "b", "c", "d"]);
  await first.finish("completed", start, null);
  const second = await begin();
  await second.save(start, ["b"]);
  expect(await second.countVanished()).toEqual({ vanished: 3, known: 4 });
  expect(await second.vanished(null, 2)).toEqual(["a", "c"]);
  expect(await second.vanished("c", 2)).toEqual(["d"]);
  await second.forget({ ...start, phase: "remove", cursor: "d", removed: 2 }, ["a", "b", "c"]);
  expect(await second.countVanished()).toEqual({ vanished: 1, known: 2 });
});

test("a running run learns that it is to pause, is not begun while paused, and goes on when resumed", async () => {
  const lease = await begin();
  const which = { syncRunId: lease.runId };
  expect(await lease.keep()).toBe("go_on");
  await pauseSync(ctx, which);
  expect(await lease.save({ ...start, cursor: "p2" }, [])).toBe("pause");
  await lease.release("paused", { ...start, cursor: "p2" });
  await expect(begin()).rejects.toThrow(`${name} is paused`);
  expect(await jobsOf()).toBe(0);
  await resumeSync(ctx, which);
  expect(await jobsOf()).toBe(1);
  expect((await begin()).progress.cursor).toBe("p2");
});

test("a cancelled run ends: at once while it waits, after the items under way while it runs", async () => {
  const { syncRunId } = await startSync(ctx, { name });
  await cancelSync(ctx, { syncRunId });
  expect(await status(syncRunId)).toBe("cancelled");
  expect(await toldOf(syncRunId)).toEqual(["sync.failed"]);
  const lease = await begin();
  await cancelSync(ctx, { syncRunId: lease.runId });
  expect(await lease.keep()).toBe("cancel");
  await lease.finish("cancelled", start, null);
  await expect(resumeSync(ctx, { syncRunId: lease.runId })).rejects.toMatchObject({ code: "conflict" });
});

test("another organization's run is not found", async () => {
  const { syncRunId } = await startSync(ctx, { name });
  const stranger = (await createTestShop({ db: shop.db })).ctx;
  for (const act of [cancelSync, pauseSync, resumeSync, readSyncRun])
    await expect(act(stranger, { syncRunId })).rejects.toMatchObject({ code: "not_found" });
});

test("asking for a run twice gives one run and one job", async () => {
  const [one, two] = await Promise.all([startSync(ctx, { name }), startSync(ctx, { name })]);
  expect(one.syncRunId).toBe(two.syncRunId);
  expect(one.isNew).toBe(!two.isNew);
  expect(await jobsOf()).toBe(1);
  expect((await begin()).runId).toBe(one.syncRunId);
});

test("many workers that look at once begin one run per tick, and a missed tick is made up for by one", async () => {
  const schedule = { name, everyMs: 3_600_000 };
  const look = async () => {
    const begun = await Promise.all(Array.from({ length: 6 }, () => enqueueDueSyncs(shop.services, [schedule])));
    await shop.db.prisma.$queryRaw`select 1`;
    const where = { organizationId: ctx.organizationId, name };
    return {
      begun: begun.reduce((sum, each) => sum + each, 0) > 0,
      runs: await shop.db.prisma.syncRun.count({ where }),
    };
  };
  expect(await look()).toEqual({ begun: true, runs: 1 });
  expect(await look()).toEqual({ begun: false, runs: 1 });
  await (await begin()).finish("completed", start, null);
  await shop.db.prisma.syncRun.updateMany({ where: { name }, data: { finishedAt: shop.clock.now() } });
  expect(await look()).toEqual({ begun: false, runs: 1 });
  shop.clock.advance(3 * 3_600_000);
  expect(await look()).toEqual({ begun: true, runs: 2 });
});

test("a run that was left without a job gets one, and one that is held does not", async () => {
  await startSync(ctx, { name });
  await shop.db.prisma.$queryRaw`
    select count(*) from graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where key like 'sync:%'))`;
  const lease = await begin();
  expect(await enqueueAbandonedSyncs(shop.services, [name])).toBe(0);
  await expire(lease.runId);
  expect(await enqueueAbandonedSyncs(shop.services, [name])).toBe(1);
  expect(await enqueueAbandonedSyncs(shop.services, [name])).toBe(0);
  expect(await jobsOf()).toBe(1);
});

test("a run whose source is away waits for it, longer the longer that takes, and forgets the outage when it goes on", async () => {
  let lease = await begin();
  const { runId } = lease;
  const at = { ...start, cursor: "p2", created: 10 };
  const setAway = (ms: number) => {
    const awaySince = ms === 0 ? null : new Date(Date.now() - ms);
    return shop.db.prisma.syncRun.update({ where: { id: runId }, data: { awaySince } });
  };
  for (const [awayMs, waitMs] of [
    [0, 5_000],
    [60_000, 60_000],
    [20 * 3_600_000, 15 * 60_000],
  ] as const) {
    await setAway(awayMs);
    expect(await lease.postpone?.(at, "the ERP is away")).toBe(true);
    const run = await readSyncRun(ctx, { syncRunId: runId });
    expect(run).toMatchObject({ status: "pending", created: 10, errorMessage: "the ERP is away" });
    expect(((run.nextTryAt?.getTime() ?? 0) - Date.now()) / waitMs).toBeCloseTo(1, 0);
    lease = await begin();
  }
  expect(lease).toMatchObject({ runId, progress: { cursor: "p2", created: 10 } });
  await lease.save({ ...at, created: 20 }, []);
  const went = await shop.db.prisma.syncRun.findUniqueOrThrow({ where: { id: runId } });
  expect(went).toMatchObject({ awaySince: null, nextTryAt: null, errorMessage: null });
  await setAway(86_400_001);
  expect(await lease.postpone?.(at, "the ERP is away")).toBe(false);
  expect(await status(runId)).toBe("running");
  expect(await toldOf(runId)).toEqual(["sync.started"]);
});

test("runs of every kind are listed page by page with what they are about, and another organization's are not", async () => {
  const { storeId } = await addStore(shop, { storeName: "Havu at Etsy" });
  const names = [name, `store:${storeId}`, `shopify-orders/${storeId}`];
  for (const one of names) await startSync(ctx, { name: one });
  const first = await listAllSyncRuns(ctx, { limit: 2 });
  expect(first.items.map(({ name: of, subject }) => [of, subject])).toEqual([
    [names[2], "Havu at Etsy"],
    [names[1], "Havu at Etsy"],
  ]);
  const second = await listAllSyncRuns(ctx, { limit: 1, cursor: first.nextCursor ?? undefined });
  expect(second.items).toMatchObject([{ name, subject: null, status: "pending" }]);
  await cancelSync(ctx, { syncRunId: second.items[0]?.id ?? "" });
  const open = await listAllSyncRuns(ctx, { state: "open", limit: 100 });
  expect(open.items.some(({ name: of }) => of === name)).toBe(false);
  const failed = await listAllSyncRuns(ctx, { state: "failed", limit: 100 });
  expect(failed.items.length).toBeGreaterThan(0);
  expect(failed.items.every(({ status: is }) => is === "failed")).toBe(true);
  const stranger = (await createTestShop({ db: shop.db })).ctx;
  expect(await listAllSyncRuns(stranger)).toEqual({ items: [], nextCursor: null });
  await expect(listAllSyncRuns(ctx, { cursor: "x" })).rejects.toMatchObject({ code: "invalid_input" });
});
