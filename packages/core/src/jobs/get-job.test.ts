import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";
import type { EnqueueOptions } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { cancelJob } from "./cancel-job.ts";
import { enqueue } from "./enqueue.ts";
import { getJob } from "./get-job.ts";
import { createJobHistory, type FinishedRun } from "./job-history.ts";
import { listJobs } from "./list-jobs.ts";
import { pauseTask } from "./pause-task.ts";
import type { WaitReason } from "./views.ts";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  await database.reset();
  ctx = runtimeCtx(runtimeServices(database.db));
});

afterAll(() => database.drop());

test("a job is told with its tries, errors, lines and cause, and without its secrets", async () => {
  const id = await add({ requestId: "req-1", jobKey: "the-key", maxAttempts: 3 });
  await sql(
    'update graphile_worker._private_jobs set payload = payload::jsonb || \'{"apiKey": "k"}\' where id = $1',
    id,
  );
  const history = createJobHistory(ctx);
  const run = ranOnce(id, { outcome: "failed", error: "Error: no answer", stack: "at send" });
  history.begin(run);
  history.log(id, "asking");
  history.record(run);
  await history.close();
  const job = await getJob(ctx, { id });
  expect(job).toMatchObject({ id, task: "settle-refund", state: "waiting", jobKey: "the-key", requestId: "req-1" });
  expect(job.payload).toMatchObject({ organizationId: ctx.organizationId, apiKey: "[redacted]" });
  expect(job.tries).toMatchObject([{ attempt: 1, outcome: "failed", error: "Error: no answer", stack: "at send" }]);
  expect(job.lines).toMatchObject([{ attempt: 1, n: 1, line: "asking" }]);
  expect(job.cause).toEqual({ kind: "request", requestId: "req-1" });
});

test("a job that has left the queue is told from the history, with how it left", async () => {
  const history = createJobHistory(ctx);
  history.record(ranOnce("900", { outcome: "failed", error: "x", finishedAt: new Date(Date.now() - 5_000) }));
  history.record(ranOnce("900", { attempt: 2, requestId: "req-9" }));
  history.record(ranOnce("901", { outcome: "failed", error: "x" }));
  await history.close();
  expect(await getJob(ctx, { id: "900" })).toMatchObject({ state: "done", ended: "done", wait: null, attempts: 2 });
  expect((await getJob(ctx, { id: "900" })).tries.map(({ outcome }) => outcome)).toEqual(["done", "failed"]);
  expect(await getJob(ctx, { id: "901" })).toMatchObject({ ended: "removed", lastError: "x" });
  const found = await listJobs(ctx, { state: "done", search: "req-9" });
  expect(found.items).toMatchObject([{ id: "900", state: "done" }]);
  expect((await listJobs(ctx, { state: "done", search: "req-8" })).items).toEqual([]);
});

test("done jobs are paged through, the last one first, by task too, and stay within their organization", async () => {
  const history = createJobHistory(ctx);
  for (let n = 1; n <= 5; n += 1) {
    const finishedAt = new Date(Date.now() - n * 1_000);
    history.record(ranOnce(`90${n}`, { task: n % 2 === 0 ? "prune" : "settle-refund", finishedAt }));
  }
  history.record(ranOnce("906", { task: "prune", organizationId: null, finishedAt: new Date(Date.now() - 9_000) }));
  await history.close();
  // The tasks that the queue has ever seen are looked through.
  for (const task of ["prune", "settle-refund"]) await sql("select graphile_worker.add_job($1)", task);
  const first = await listJobs(ctx, { state: "done", limit: 4 });
  const rest = await listJobs(ctx, { state: "done", limit: 4, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(["901", "902", "903", "904", "905", "906"]);
  expect(rest.nextCursor).toBeNull();
  const pruned = await listJobs(ctx, { state: "done", task: "prune" });
  expect(pruned.items.map(({ id }) => id)).toEqual(["902", "904", "906"]);
  const stranger = { ...ctx, organizationId: newId() };
  expect((await listJobs(stranger, { state: "done" })).items.map(({ id }) => id)).toEqual(["906"]);
  await expect(getJob(stranger, { id: "901" })).rejects.toThrow("not_found");
  await expect(listJobs(ctx, { state: "done", cursor: "1" })).rejects.toThrow("invalid_input");
});

test("another organization's job, a job that never was and what is no number are not found", async () => {
  const id = await add();
  await expect(getJob({ ...ctx, organizationId: newId() }, { id })).rejects.toThrow("not_found");
  await expect(getJob(ctx, { id: "999999999" })).rejects.toThrow("not_found");
  await expect(getJob(ctx, { id: "x" })).rejects.toThrow("not_found");
});

test("a job says why it waits", async () => {
  const soon = new Date(Date.now() + 60_000);
  const waits = async (id: string): Promise<WaitReason | null> => (await getJob(ctx, { id })).wait;
  const id = await add();
  expect(await waits(id)).toEqual({ kind: "no_worker" });
  await database.db.prisma.jobWorker.create({ data: worker });
  expect(await waits(id)).toEqual({ kind: "unknown_task", task: "settle-refund" });
  await database.db.prisma.jobWorker.updateMany({ data: { tasks: ["settle-refund"], concurrency: 2 } });
  expect(await waits(id)).toEqual({ kind: "next", before: 0, atLeast: false });
  const after = await add({ runAt: new Date(Date.now() - 1) });
  await add({ priority: -1 });
  await database.db.prisma.jobWorker.updateMany({ data: { running: 2 } });
  expect(await waits(after)).toMatchObject({ kind: "workers_busy", running: 2, concurrency: 2 });
  expect(await waits(await add({ runAt: soon }))).toEqual({ kind: "later", runAt: soon });
  const tried = await add({ runAt: soon });
  await sql("update graphile_worker._private_jobs set attempts = 1, last_error = 'no' where id = $1", tried);
  expect(await waits(tried)).toMatchObject({
    kind: "retrying",
    runAt: soon,
    error: "no",
    attempts: 1,
    maxAttempts: 10,
  });
  await sql("select graphile_worker.permanently_fail_jobs(array[$1::bigint])", tried);
  expect(await waits(tried)).toEqual({ kind: "out_of_tries", tries: 10 });
  const holder = await add({ queue: "one" });
  const behind = await add({ queue: "one" });
  await sql(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', attempts = 1 where id = $1",
    holder,
  );
  await sql(
    "update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'w' where queue_name = $1",
    "one",
  );
  expect(await waits(behind)).toEqual({ kind: "queue", queue: "one", behindJobId: holder });
  expect(await waits(holder)).toBeNull();
  await cancelJob(ctx, { ids: [holder] });
  expect(await getJob(ctx, { id: holder })).toMatchObject({ state: "active", cancelling: true, workerId: "w" });
  await pauseTask(ctx, { task: "settle-refund", reason: "bank holiday" });
  expect(await waits(id)).toMatchObject({ kind: "paused", task: "settle-refund", reason: "bank holiday" });
});

const worker = { id: "w", lockKey: 1n, host: "h", pid: 1, version: "t", roles: ["jobs"], tasks: [] };

async function add({ requestId, ...options }: EnqueueOptions & { requestId?: string } = {}): Promise<string> {
  const { organizationId } = ctx;
  const id = await enqueue(ctx, "settle-refund", { organizationId, refundId: newId(), requestId }, options);
  return id ?? "";
}

async function sql(text: string, value: string): Promise<void> {
  await database.db.pool.query(text, [value]);
}

function ranOnce(jobId: string, of: Partial<FinishedRun> = {}): FinishedRun {
  const now = new Date();
  return {
    jobId,
    task: "settle-refund",
    organizationId: ctx.organizationId,
    payload: {},
    attempt: 1,
    maxAttempts: 3,
    outcome: "done",
    error: null,
    workerId: "w",
    requestId: null,
    queuedAt: now,
    startedAt: now,
    finishedAt: now,
    ...of,
  };
}
