import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { cancelJob } from "@cartwright/core/jobs/cancel-job";
import { GiveUp } from "@cartwright/core/jobs/give-up";
import type { JobRun } from "@cartwright/core/jobs/job-handler";
import { createJobRegistry } from "@cartwright/core/jobs/job-registry";
import { listUnknownTasks } from "@cartwright/core/jobs/list-unknown-tasks";
import { pauseTask } from "@cartwright/core/jobs/pause-task";
import { resumeTask } from "@cartwright/core/jobs/resume-task";
import { runtimeCtx, runtimeServices } from "@cartwright/core/testing/runtime-services";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";

import { startWorker, type Worker, type WorkerOptions } from "./start-worker.ts";

const definitions = {
  "test-quick": z.object({ n: z.int() }),
  "test-long": z.object({ n: z.int() }),
  "test-failing": z.object({ n: z.int() }),
};

let database: TestDatabase;
let workers: Worker[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});
afterAll(() => database.drop());

test("an integration's job gets its payload, its correlation id, and a page with progress and lines; then it is done", async () => {
  const { jobs, start, ctx } = process();
  const seen: JobRun<{ n: number }>[] = [];
  jobs.registerHandler("test-quick", async (run) => {
    seen.push(run);
    run.progress(1, 2);
    run.log("half of it");
    run.logger.info({}, "working");
    await Promise.resolve();
  });
  await start();
  const requestId = randomUUID();
  const id = await jobs.enqueue("test-quick", { n: 7 }, { requestId, organizationId: ctx.organizationId });
  await vi.waitFor(() => expect(seen).toHaveLength(1), patient);
  expect(seen[0]).toMatchObject({ jobId: id, payload: { n: 7 }, requestId, attempt: 1, maxAttempts: 3 });
  expect(seen[0]?.organizationId).toBe(ctx.organizationId);
  const run = { jobId: BigInt(id ?? 0) };
  await vi.waitFor(
    async () => expect(await database.db.prisma.jobRun.findFirst({ where: run })).not.toBeNull(),
    patient,
  );
  expect(await database.db.prisma.jobRun.findFirst({ where: run })).toMatchObject({
    outcome: "done",
    requestId,
    progressDone: 1,
    progressTotal: 2,
  });
  expect(await database.db.prisma.jobLine.findMany({ where: run })).toMatchObject([{ line: "half of it" }]);
});

test("what cannot be read is not tried; what fails for the last time is not tried again: both are kept for a person", async () => {
  const { jobs, start } = process();
  let tries = 0;
  jobs.registerHandler("test-failing", () => Promise.reject(new Error(`no ${(tries += 1)}`)));
  await start();
  await addRaw("test-failing", { n: "seven" });
  await jobs.enqueue("test-failing", { n: 1 }, { maxAttempts: 1 });
  const letters = () =>
    database.db.prisma.deadLetter.findMany({ where: { name: "test-failing" }, orderBy: { ref: "asc" } });
  await vi.waitFor(async () => expect(await letters()).toHaveLength(2), patient);
  expect(await letters()).toMatchObject([{ payload: { n: "seven" } }, { payload: { n: 1 }, error: "Error: no 1" }]);
  expect(tries).toBe(1);
  expect(await queued("test-failing")).toBe(0);
});

test("who says that trying again is no use is not asked again, however many tries are left", async () => {
  const { jobs, start } = process();
  let tries = 0;
  jobs.registerHandler("test-quick", () => Promise.reject(new GiveUp(`nobody lives there ${(tries += 1)}`)));
  await start();
  const ref = await jobs.enqueue("test-quick", { n: 1 }, { maxAttempts: 10 });
  const letter = () => database.db.prisma.deadLetter.findFirst({ where: { name: "test-quick", ref: ref ?? "" } });
  await vi.waitFor(async () => expect(await letter()).not.toBeNull(), patient);
  expect(await letter()).toMatchObject({ error: "GiveUp: nobody lives there 1", attempts: 1 });
  expect(await queued("test-quick")).toBe(0);
});

test("a job that no running version knows waits, is told of, and is done by the next version, old and new side by side", async () => {
  const old = process();
  old.jobs.registerHandler("test-quick", () => Promise.resolve());
  await old.start();
  const id = await addRaw("test-newer", { n: 1 });
  await old.jobs.enqueue("test-quick", { n: 1 });
  await vi.waitFor(async () => expect(await queued("test-quick")).toBe(0), patient);
  expect(await listUnknownTasks(old.ctx)).toEqual(["test-newer"]);
  const newer = process();
  const done: string[] = [];
  newer.registry.defineJobs({ "test-newer": z.object({ n: z.int() }) }).registerHandler("test-newer", async (run) => {
    done.push(run.jobId);
    await Promise.resolve();
  });
  await newer.start();
  await vi.waitFor(() => expect(done).toEqual([id]), patient);
  expect(await listUnknownTasks(old.ctx)).toEqual([]);
});

test("of a paused task nothing begins, whatever was fetched ahead, while others go on; resumed, it is all done", async () => {
  const { jobs, start, ctx } = process();
  const began = { "test-long": 0, "test-quick": 0 };
  jobs.registerHandler("test-long", () => wait(100).then(() => (began["test-long"] += 1)));
  jobs.registerHandler("test-quick", () => Promise.resolve((began["test-quick"] += 1)));
  await start({ concurrency: 2 });
  await jobs.enqueueMany(
    "test-long",
    Array.from({ length: 60 }, (_, n) => ({ payload: { n } })),
  );
  await vi.waitFor(() => expect(began["test-long"]).toBeGreaterThan(2), patient);
  await pauseTask(ctx, { task: "test-long", reason: "their API is down" });
  await vi.waitFor(async () => expect(await held("test-long")).toBe(0), patient);
  const before = began["test-long"];
  expect(before).toBeLessThan(60);
  await jobs.enqueue("test-quick", { n: 1 }, { priority: 1 });
  await vi.waitFor(() => expect(began["test-quick"]).toBe(1), patient);
  expect(began["test-long"]).toBe(before);
  // A worker that starts meanwhile obeys from its first job on.
  const late = process();
  late.jobs.registerHandler("test-long", () => Promise.resolve((began["test-long"] += 1000)));
  await late.start();
  await late.jobs.enqueue("test-quick", { n: 2 });
  await vi.waitFor(() => expect(began["test-quick"]).toBe(2), patient);
  expect(began["test-long"]).toBe(before);
  await resumeTask(ctx, { task: "test-long" });
  await vi.waitFor(async () => expect(await queued("test-long")).toBe(0), patient);
});

test("cancelled: what waits is gone, what runs hears its signal wherever it runs, and is not tried again", async () => {
  const { jobs, start, ctx } = process();
  const elsewhere = process();
  const reasons: string[] = [];
  jobs.registerHandler("test-long", async ({ signal }) => {
    await wait(60_000, undefined, { signal }).catch(() => reasons.push(String(signal.reason)));
    signal.throwIfAborted();
  });
  await start();
  const running = (await jobs.enqueue("test-long", { n: 1 })) ?? "";
  const waiting = (await jobs.enqueue("test-long", { n: 2 }, { runAt: new Date(Date.now() + 60_000) })) ?? "";
  await vi.waitFor(async () => expect(await held("test-long")).toBe(1), patient);
  expect(await cancelJob(elsewhere.ctx, { ids: [running, waiting, "999999999"] })).toEqual({
    requested: 3,
    changed: 2,
  });
  await vi.waitFor(async () => expect(await queued("test-long")).toBe(0), patient);
  expect(reasons).toEqual(["JobStopped: the job was cancelled"]);
  expect(await database.db.prisma.jobCancellation.count()).toBe(0);
  const run = { where: { jobId: BigInt(running) } };
  await vi.waitFor(async () => expect(await database.db.prisma.jobRun.findMany(run)).toHaveLength(1), patient);
  expect(await database.db.prisma.jobRun.findMany(run)).toMatchObject([{ outcome: "cancelled" }]);
  expect(
    await database.db.prisma.auditLog.findMany({ where: { organizationId: elsewhere.ctx.organizationId } }),
  ).toMatchObject([{ action: "job.cancelled", data: { jobs: [{ id: waiting }, { id: running }] } }]);
  expect(await database.db.prisma.deadLetter.count({ where: { ref: running } })).toBe(0);
  expect(ctx.organizationId).not.toBe(elsewhere.ctx.organizationId);
});

test("a stop lets go of what was fetched, and what it cuts short comes back at once with all its tries", async () => {
  const { jobs, start } = process();
  jobs.registerHandler("test-long", ({ signal }) => wait(60_000, undefined, { signal }));
  const worker = await start({ concurrency: 2, stopPatienceMs: 50 });
  await jobs.enqueueMany(
    "test-long",
    Array.from({ length: 3 }, (_, n) => ({ payload: { n } })),
    { maxAttempts: 1 },
  );
  await vi.waitFor(async () => expect(await held("test-long")).toBeGreaterThan(1), patient);
  await worker.stop();
  workers = [];
  const { rows } = await database.db.pool.query(
    `select attempts, locked_by, run_at <= now() as due from graphile_worker.jobs where task_identifier = 'test-long'`,
  );
  expect(rows).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0, locked_by: null, due: true })));
  const next = process();
  next.jobs.registerHandler("test-long", () => Promise.resolve());
  await next.start();
  await vi.waitFor(async () => expect(await queued("test-long")).toBe(0), patient);
});

test("a worker does what its roles say and no more", async () => {
  const { jobs, start, ctx } = process();
  let done = 0;
  jobs.registerHandler("test-quick", () => Promise.resolve((done += 1)));
  await start({ roles: ["relay"] });
  await start({ roles: ["callbacks"] });
  await jobs.enqueue("test-quick", { n: 1 });
  expect(await listUnknownTasks(ctx)).toEqual(["test-quick"]);
  const alive = await database.db.prisma.jobWorker.findMany({ select: { roles: true, tasks: true } });
  expect(alive).toEqual(
    expect.arrayContaining([
      { roles: ["relay"], tasks: [] },
      { roles: ["callbacks"], tasks: [] },
    ]),
  );
  expect(done).toBe(0);
  await start({ roles: ["jobs"] });
  await vi.waitFor(() => expect(done).toBe(1), patient);
});

const patient = { timeout: 30_000, interval: 20 };

/** What one process has: a registry of its own, and a way to start a worker with it. */
function process() {
  const services = runtimeServices(database.db);
  const registry = createJobRegistry(services);
  const jobs = registry.defineJobs(definitions);
  const start = async (options: Partial<WorkerOptions> = {}): Promise<Worker> => {
    const worker = await startWorker({
      services: { ...services, jobs: registry },
      databaseUrl: database.url,
      concurrency: 4,
      version: "test",
      tasks: [],
      roles: ["jobs"],
      onFatal: (reason) => {
        throw new Error(reason);
      },
      ...options,
    });
    workers.push(worker);
    return worker;
  };
  return { registry, jobs, start, ctx: runtimeCtx({ ...services, jobs: registry }) };
}

async function addRaw(task: string, payload: object): Promise<string> {
  const { rows } = await database.db.pool.query<{ id: string }>(
    "select id::text from graphile_worker.add_job($1::text, $2::json)",
    [task, JSON.stringify(payload)],
  );
  return rows[0]?.id ?? "";
}

async function queued(task: string): Promise<number> {
  return count("task_identifier = $1", task);
}

/** Fetched by a worker, whether it has begun or not. */
async function held(task: string): Promise<number> {
  return count("task_identifier = $1 and locked_at is not null", task);
}

async function count(condition: string, task: string): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    `select count(*)::int as count from graphile_worker.jobs where ${condition}`,
    [task],
  );
  return rows[0]?.count ?? 0;
}
