import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { countQueue } from "./count-queue.ts";
import { enqueue } from "./enqueue.ts";
import { createJobHistory } from "./job-history.ts";
import { jobsOverview } from "./jobs-overview.ts";
import { listJobs } from "./list-jobs.ts";
import { pauseTask } from "./pause-task.ts";
import { readStatistics } from "./read-statistics.ts";

let database: TestDatabase;
let ctx: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  await database.reset();
  ctx = runtimeCtx(runtimeServices(database.db));
  stranger = { ...ctx, organizationId: newId() };
});

afterAll(() => database.drop());

test("jobs are counted by state and by task, one's own and the instance's", async () => {
  await enqueue(ctx, "prune", {});
  await enqueue(ctx, "prune", {}, { runAt: new Date(Date.now() + 60_000) });
  for (let n = 0; n < 2; n += 1)
    await enqueue(ctx, "settle-refund", { organizationId: ctx.organizationId, refundId: newId() });
  await pauseTask(ctx, { task: "sync-payment", reason: "The provider is down" });
  await addWorker("w1", ["prune"], { concurrency: 10, running: 4 });
  const seen = await jobsOverview(ctx);
  expect(seen.counts).toEqual({ waiting: 3, delayed: 1, retrying: 0, failed: 0, active: 0, deadLetters: 0 });
  expect(seen.tasks).toMatchObject([
    { task: "prune", waiting: 1, delayed: 1, paused: false, hasWorker: true },
    { task: "settle-refund", waiting: 2, delayed: 0, hasWorker: false },
    { task: "sync-payment", waiting: 0, paused: true },
  ]);
  expect(seen.paused).toMatchObject([{ task: "sync-payment", reason: "The provider is down" }]);
  expect(seen.workers).toMatchObject([{ id: "w1", concurrency: 10, running: 4, jobs: [] }]);
  expect(seen.oldestWaitingSeconds).toBeGreaterThanOrEqual(0);
  const theirs = await jobsOverview(stranger);
  expect(theirs.counts).toMatchObject({ waiting: 1, delayed: 1 });
  expect(theirs.tasks.map(({ task }) => task)).toEqual(["prune", "sync-payment"]);
});

test("of a long queue a page looks through a part and says where to go on, and counts are used for a while", async () => {
  const mine = await enqueue(ctx, "settle-refund", { organizationId: ctx.organizationId, refundId: newId() });
  await database.db.pool.query(
    `select count(*) from graphile_worker.add_jobs(array(select row('settle-refund',
       json_build_object('organizationId', $1::text), null, now(), 10, null, 0, null)::graphile_worker.job_spec
     from generate_series(1, 20000)))`,
    [stranger.organizationId],
  );
  const first = await listJobs(ctx, { state: "waiting" });
  expect(first).toMatchObject({ items: [], lookedThrough: 20_000 });
  const second = await listJobs(ctx, { state: "waiting", cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ items: [{ id: mine }], nextCursor: null });
  const now = new Date();
  const counted = await countQueue({ ...ctx, now: () => now });
  expect(counted.validMs).toBeGreaterThan(0);
  await enqueue(ctx, "prune", {});
  expect(await countQueue({ ...ctx, now: () => now })).toBe(counted);
  const later = { ...ctx, now: () => new Date(now.getTime() + 60_001) };
  expect(await countQueue(later)).toBe(counted);
  await expect.poll(async () => (await countQueue(later)).counts.map(({ task }) => task)).toContain("prune");
});

test("throughput, waits and run times of the last hour and day are told by task, to those whose jobs they were", async () => {
  const history = createJobHistory(ctx, { flushMs: 1_000_000, slowFlushMs: 1_000_000 });
  const now = Date.now();
  const ran = (agoMs: number, waitMs: number, of: { task: string; outcome: "done" | "failed" }) => {
    const finishedAt = new Date(now - agoMs);
    const startedAt = new Date(finishedAt.getTime() - 100);
    const queuedAt = new Date(startedAt.getTime() - waitMs);
    const { organizationId } = ctx;
    const run = { jobId: "1", organizationId, payload: {}, attempt: 1, maxAttempts: 3, error: null, workerId: "w" };
    history.record({ ...run, ...of, requestId: null, queuedAt, startedAt, finishedAt });
  };
  for (let n = 0; n < 99; n += 1) ran(60_000, 10, { task: "a", outcome: "done" });
  ran(60_000, 10_000, { task: "a", outcome: "failed" });
  ran(3 * 3_600_000, 10, { task: "b", outcome: "done" });
  ran(30 * 3_600_000, 10, { task: "b", outcome: "done" });
  await history.close();
  const { hour, day, tasks, minutes } = await readStatistics(ctx);
  expect(hour).toMatchObject({ done: 99, failed: 1, dead: 0 });
  expect(hour.perMinute).toBeCloseTo(100 / 60);
  expect(day).toMatchObject({ done: 100, failed: 1 });
  expect(hour.waitMs?.p50).toBeLessThan(15);
  expect(hour.waitMs?.p99).toBeLessThan(15);
  expect(hour.runMs?.p50).toBeGreaterThan(70);
  expect(tasks).toMatchObject([
    { task: "a", hour: { done: 99 } },
    { task: "b", hour: { done: 0, waitMs: null }, day: { done: 1 } },
  ]);
  expect(minutes).toHaveLength(60);
  expect(minutes.reduce((sum, { done, failed }) => sum + done + failed, 0)).toBe(100);
  expect((await readStatistics(stranger)).day.done).toBe(0);
});

test("a worker's long jobs are named to those whose they are, and counted for all", async () => {
  await addWorker("w1", [], { running: 2 });
  const job = { task: "prune", workerId: "w1", attempt: 1, startedAt: new Date(), updatedAt: new Date() };
  await ctx.db.prisma.jobRunning.createMany({
    data: [
      { ...job, jobId: 1n },
      { ...job, jobId: 2n, organizationId: ctx.organizationId },
    ],
  });
  const namesFor = async (who: Ctx) => (await jobsOverview(who)).workers[0]?.jobs.map(({ id }) => id);
  expect(await namesFor(ctx)).toEqual(["1", "2"]);
  expect(await namesFor(stranger)).toEqual(["1"]);
});

async function addWorker(
  id: string,
  tasks: string[],
  load: { concurrency?: number; running?: number } = {},
): Promise<void> {
  const worker = { id, lockKey: 1n, host: "h", pid: 1, version: "t", roles: ["jobs"], tasks, ...load };
  await database.db.prisma.jobWorker.create({ data: worker });
}
