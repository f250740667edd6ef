import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { newId, transact } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { cancelJob } from "./cancel-job.ts";
import { enqueue, enqueueMany } from "./enqueue.ts";
import { createJobRegistry, type JobRegistry } from "./job-registry.ts";
import { listDeadLetters } from "./list-dead-letters.ts";
import { listPausedTasks } from "./list-paused-tasks.ts";
import { markBegun } from "./mark-begun.ts";
import { pauseTask } from "./pause-task.ts";
import { resolveDeadLetter } from "./resolve-dead-letter.ts";
import { resumeTask } from "./resume-task.ts";
import { runJobNow } from "./run-job-now.ts";
import { sweepDeadWorkers } from "./sweep-dead-workers.ts";
import { sweepSpentJobs } from "./sweep-spent-jobs.ts";

let database: TestDatabase;
let ctx: Ctx;
let registry: JobRegistry;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.db.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  const services = runtimeServices(database.db);
  registry = createJobRegistry(services);
  ctx = runtimeCtx({ ...services, jobs: registry });
});

const pushOrder = { "push-order": z.object({ orderId: z.uuid(), at: z.iso.datetime().optional() }) };

test("an integration's jobs are tried three times, carry whose they are and what caused them, and live in transactions", async () => {
  const jobs = registry.defineJobs(pushOrder);
  const orderId = newId();
  const { organizationId, requestId } = ctx;
  const undone = transact(ctx.db, async (tx) => {
    await jobs.enqueueInTransaction(tx, "push-order", { orderId });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await queue()).toEqual([]);
  await transact(ctx.db, (tx) =>
    jobs.enqueueInTransaction(tx, "push-order", { orderId }, { organizationId, requestId }),
  );
  await jobs.enqueue("push-order", { orderId }, { maxAttempts: 7, priority: 5, queue: "erp" });
  expect(await queue()).toMatchObject([
    { task: "push-order", payload: { orderId, organizationId, requestId }, max_attempts: 3, priority: 0 },
    { task: "push-order", payload: { orderId }, max_attempts: 7, priority: 5, queue: "erp" },
  ]);
});

test("an unknown job and a payload that does not parse are refused before anything is written, names are taken once", async () => {
  const jobs = registry.defineJobs(pushOrder);
  await expect(jobs.enqueue("push-order", { orderId: "7" })).rejects.toMatchObject({
    name: "JobRefused",
    reason: "invalid_payload",
    message: expect.stringContaining("orderId"),
  });
  const unchecked = jobs as unknown as { enqueue: (name: string, payload: object) => Promise<unknown> };
  await expect(unchecked.enqueue("push-ordr", {})).rejects.toMatchObject({ name: "JobRefused", reason: "unknown_job" });
  const some = [{ payload: { orderId: newId() } }, { payload: { orderId: "8" } }];
  await expect(jobs.enqueueMany("push-order", some)).rejects.toThrow("push-order was refused");
  expect(await queue()).toEqual([]);
  expect(() => registry.defineJobs(pushOrder)).toThrow("there is a job called push-order already");
  jobs.registerHandler("push-order", () => Promise.resolve());
  expect(() => jobs.registerHandler("push-order", () => Promise.resolve())).toThrow("already");
});

test("thousands are added at once, and of those with one key the last", async () => {
  const payload = () => ({ organizationId: ctx.organizationId, refundId: newId() });
  const jobs = Array.from({ length: 2_500 }, () => ({ payload: payload() }));
  expect(await enqueueMany(ctx, "settle-refund", jobs)).toBe(2_500);
  const [first, last] = [payload(), payload()];
  const keyed = [first, last].map((one) => ({ payload: one, jobKey: "one" }));
  expect(await enqueueMany(ctx, "settle-refund", keyed, { priority: -1 })).toBe(1);
  const rows = await queue();
  expect(rows).toHaveLength(2_501);
  expect(rows.at(-1)).toMatchObject({ payload: last, priority: -1, max_attempts: 10 });
});

test("a dead job of an integration is added anew when its definition still reads it", async () => {
  registry.defineJobs(pushOrder);
  const letter = (payload: object) =>
    ctx.db.prisma.deadLetter.create({
      data: {
        id: newId(),
        organizationId: ctx.organizationId,
        kind: "job",
        name: "push-order",
        ref: newId(),
        payload,
        error: "x",
        attempts: 3,
      },
    });
  const payload = { orderId: newId(), organizationId: ctx.organizationId };
  const good = await letter(payload);
  await resolveDeadLetter(ctx, { id: good.id, resolution: "retried" });
  expect(await queue()).toMatchObject([{ task: "push-order", payload, max_attempts: 3 }]);
  const bad = await letter({ orderId: "gone" });
  await expect(resolveDeadLetter(ctx, { id: bad.id, resolution: "retried" })).rejects.toThrow("job_not_changeable");
});

test("jobs of another organization are neither run nor cancelled, and more than a hundred are refused", async () => {
  const runAt = new Date(Date.now() + 60_000);
  const payload = { organizationId: ctx.organizationId, refundId: newId() };
  const id = (await enqueue(ctx, "settle-refund", payload, { runAt })) ?? "";
  const stranger: Ctx = { ...ctx, organizationId: newId() };
  const nothing = { requested: 1, changed: 0 };
  expect(await runJobNow(stranger, { ids: [id] })).toEqual(nothing);
  expect(await cancelJob(stranger, { ids: [id] })).toEqual(nothing);
  expect(await queue()).toMatchObject([{ due: false }]);
  expect(await runJobNow(ctx, { ids: [id] })).toEqual({ requested: 1, changed: 1 });
  expect(await queue()).toMatchObject([{ due: true }]);
  expect(await cancelJob(ctx, { ids: [id] })).toEqual({ requested: 1, changed: 1 });
  expect(await queue()).toEqual([]);
  const actions = await ctx.db.prisma.auditLog.findMany({
    where: { organizationId: { in: [ctx.organizationId, stranger.organizationId] } },
    orderBy: { id: "asc" },
  });
  expect(actions.map(({ action }) => action)).toEqual(["job.run_now", "job.cancelled"]);
  const many = Array.from({ length: 101 }, (_, n) => String(n));
  for (const act of [runJobNow, cancelJob]) {
    await expect(act(ctx, { ids: many })).rejects.toThrow("invalid_input");
    await expect(act(ctx, { ids: ["x"] })).rejects.toThrow("invalid_input");
  }
});

test("a task is paused once, by whom and why is kept, and only what somebody knows can be", async () => {
  const pause = await pauseTask(ctx, { task: "settle-refund", reason: "Stripe is down" });
  expect(await pauseTask(ctx, { task: "settle-refund", reason: "again" })).toEqual(pause);
  expect(await listPausedTasks(ctx)).toEqual([pause]);
  expect(pause).toMatchObject({ reason: "Stripe is down", pausedBy: expect.any(String) });
  await expect(pauseTask(ctx, { task: "no-such-task" })).rejects.toThrow("not_found");
  expect(await resumeTask(ctx, { task: "settle-refund" })).toEqual({ resumed: true });
  expect(await resumeTask(ctx, { task: "settle-refund" })).toEqual({ resumed: false });
  expect(await listPausedTasks(ctx)).toEqual([]);
  const audit = await ctx.db.prisma.auditLog.findMany({ where: { organizationId: ctx.organizationId } });
  expect(audit.map(({ action }) => action).toSorted()).toEqual(["task.paused", "task.resumed"]);
});

test("of a dead worker's jobs those that it had begun are to blame, however often others were merely fetched", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 2; n += 1) ids.push((await enqueue(ctx, "prune", {})) ?? "");
  const [deadly = "", innocent = ""] = ids;
  for (let death = 1; death <= 5; death += 1) {
    const workerId = await deadWorkerHolding(ids);
    await markBegun(database.db.pool, { jobId: deadly, workerId });
    await sweepDeadWorkers(ctx);
  }
  const { items } = await listDeadLetters(ctx);
  expect(items.filter(({ ref }) => ids.includes(ref))).toMatchObject([{ ref: deadly, kind: "job", name: "prune" }]);
  expect(await queue()).toMatchObject([{ id: innocent, locked: false }]);
});

test("a job that carries others' work is never to blame for a death, and comes back at once", async () => {
  const id = (await enqueue(ctx, "drain-subscriber", { subscriber: "count" })) ?? "";
  for (let death = 1; death <= 5; death += 1) {
    const workerId = await deadWorkerHolding([id]);
    await markBegun(database.db.pool, { jobId: id, workerId });
    await sweepDeadWorkers(ctx);
  }
  const { rows } = await database.db.pool.query(
    "select locked_at is null and run_at <= now() as free from graphile_worker.jobs where id = $1",
    [id],
  );
  expect(rows).toEqual([{ free: true }]);
  const { items } = await listDeadLetters(ctx);
  expect(items.filter(({ ref }) => ref === id)).toEqual([]);
});

test("events and callbacks are carried before a backlog of other jobs", async () => {
  await enqueue(ctx, "prune", {}, { runAt: new Date(Date.now() - 60_000) });
  const id = await enqueue(ctx, "drain-subscriber", { subscriber: "count" });
  const { rows } = await database.db.pool.query<{ id: string }>(
    "select id::text from graphile_worker.jobs order by priority, run_at limit 1",
  );
  expect(rows).toEqual([{ id }]);
});

test("a job without a try left that was not kept when it failed is found and kept", async () => {
  const spent = (await enqueue(ctx, "prune", {}, { maxAttempts: 2 })) ?? "";
  const retried = (await enqueue(ctx, "prune", {}, { maxAttempts: 3 })) ?? "";
  await database.db.pool.query(
    "update graphile_worker._private_jobs set attempts = 2, last_error = 'no disk' where id = any($1::bigint[])",
    [[spent, retried]],
  );
  expect(await sweepSpentJobs(ctx)).toBe(1);
  const { items } = await listDeadLetters(ctx);
  expect(items.filter(({ ref }) => ref === spent)).toMatchObject([{ name: "prune", error: "no disk", attempts: 2 }]);
  expect(await queue()).toMatchObject([{ id: retried }]);
});

/** As a worker leaves things that was killed: jobs locked, a row without a lock. */
async function deadWorkerHolding(ids: readonly string[]): Promise<string> {
  const workerId = `dead-${newId()}`;
  await database.db.prisma.jobWorker.create({
    data: { id: workerId, lockKey: BigInt(Date.now()), host: "gone", pid: 1, version: "test", roles: [], tasks: [] },
  });
  await database.db.pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now(), attempts = attempts + 1
     where id = any($2::bigint[])`,
    [workerId, ids],
  );
  return workerId;
}

async function queue() {
  const { rows } = await database.db.pool.query(
    `select job.id::text, task_identifier as task, payload, job.max_attempts, job.priority, queue_name as queue,
       job.run_at <= now() as due, job.locked_at is not null as locked
     from graphile_worker.jobs job join graphile_worker._private_jobs own on own.id = job.id order by job.id`,
  );
  return rows;
}
