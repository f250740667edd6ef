import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { registerCallback } from "@cartwright/core/callbacks/register-callback";
import { enqueue } from "@cartwright/core/jobs/enqueue";
import { runtimeCtx, runtimeServices } from "@cartwright/core/testing/runtime-services";
import { startScriptedReceiver } from "@cartwright/core/testing/scripted-receiver";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";
import { writeEvents } from "@cartwright/core/testing/write-events";

let database: TestDatabase;
let workers: ChildProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.pool.query(
    `create table test_done (id uuid, at timestamptz default clock_timestamp());
     create table test_counted (aggregate_id uuid, n int, pid int, id bigint generated always as identity)`,
  );
});

beforeEach(async () => {
  workers = [];
  await database.reset();
});

afterEach(() => Promise.all(workers.map(killed)));

afterAll(() => database.drop());

test("500 jobs, a worker killed in the middle: none is lost, and another goes on", async () => {
  const ids = Array.from({ length: 500 }, () => randomUUID());
  const [first] = await Promise.all([startWorker(), startWorker()]);
  await addSlowJobs(ids);
  await vi.waitFor(async () => expect(await doneIds()).not.toHaveLength(0), { timeout: 10_000, interval: 20 });
  const held = await lockedJobs();
  first.kill("SIGKILL");
  // How fast it goes on is what `pnpm faults` measures; Graphile Worker by itself would take four hours.
  await vi.waitFor(async () => expect(await deadWorkersHold(held)).toBe(0), { timeout: 10_000, interval: 20 });
  await vi.waitFor(async () => expect(new Set(await doneIds())).toEqual(new Set(ids)), { timeout: 15_000 });
  await vi.waitFor(async () => expect(await queueLength()).toBe(0), { timeout: 5_000 });
});

test("the only worker is killed with work in its hands: the next one finishes it", async () => {
  const ids = Array.from({ length: 10 }, () => randomUUID());
  const first = await startWorker();
  await addSlowJobs(ids);
  await vi.waitFor(async () => expect(await lockedJobs()).not.toHaveLength(0), { interval: 5 });
  first.kill("SIGKILL");
  await startWorker();
  await vi.waitFor(async () => expect(new Set(await doneIds())).toEqual(new Set(ids)), {
    timeout: 10_000,
    interval: 20,
  });
});

test("callbacks under way when a worker is killed all arrive, those about one thing in their order", async () => {
  const receiver = await startScriptedReceiver();
  const ctx = runtimeCtx(runtimeServices(database.db));
  const [first] = await Promise.all([startWorker(), startWorker()]);
  await registerCallback(ctx, { event: "order.*", targetUrl: receiver.url });
  const aggregateIds = Array.from({ length: 10 }, () => randomUUID());
  const events = await writeEvents(database.db, { organizationId: ctx.organizationId, count: 500, aggregateIds });
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(20), { timeout: 10_000, interval: 5 });
  first.kill("SIGKILL");
  const arrived = (): string[] => [...new Set(receiver.received.map(({ headers }) => String(headers["webhook-id"])))];
  await vi.waitFor(() => expect(arrived()).toHaveLength(500), { timeout: 15_000 });
  for (const aggregateId of aggregateIds) {
    const own = events.filter((event) => event.aggregateId === aggregateId).map(({ eventId }) => eventId);
    expect(arrived().filter((id) => own.includes(id))).toEqual(own);
  }
  await receiver.close();
});

test(
  "the worker that handles events is killed: another goes on, each effect is there once and in its order",
  {
    timeout: 60_000,
  },
  async () => {
    await Promise.all([startWorker(), startWorker()]);
    const aggregateIds = Array.from({ length: 10 }, () => randomUUID());
    await writeEvents(database.db, { organizationId: randomUUID(), count: 300, type: "counter.counted", aggregateIds });
    await vi.waitFor(async () => expect((await counted()).length).toBeGreaterThan(20), {
      timeout: 15_000,
      interval: 5,
    });
    const holder = (await counted()).at(-1)?.pid;
    workers.find(({ pid }) => pid === holder)?.kill("SIGKILL");
    await vi.waitFor(async () => expect(await counted()).toHaveLength(300), { timeout: 15_000 });
    const effects = await counted();
    expect(new Set(effects.map(({ pid }) => pid)).size).toBe(2);
    for (const aggregateId of aggregateIds) {
      const own = effects.filter((effect) => effect.aggregateId === aggregateId).map(({ n }) => n);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
      expect(new Set(own).size).toBe(30);
    }
  },
);

test("a job that kills its worker three times is taken out and kept for a person", { timeout: 60_000 }, async () => {
  await enqueue(runtimeServices(database.db), "sync-payment", {
    organizationId: randomUUID(),
    paymentId: randomUUID(),
  });
  const keeper = superviseWorkers();
  await vi.waitFor(async () => expect(await deadLetters()).toHaveLength(1), { timeout: 50_000 });
  expect(await deadLetters()).toMatchObject([{ kind: "job", name: "sync-payment" }]);
  expect(await queueLength()).toBe(0);
  keeper.stop();
});

test("a job that fails for the last time becomes a dead letter, and its story is kept", async () => {
  await startWorker();
  const payload = { organizationId: randomUUID(), orderId: randomUUID(), requestId: "req-7" };
  await enqueue(runtimeServices(database.db), "expire-order", payload, { maxAttempts: 1 });
  await vi.waitFor(async () => expect(await deadLetters()).toHaveLength(1), { timeout: 5_000 });
  expect(await deadLetters()).toMatchObject([{ kind: "job", name: "expire-order", payload, attempts: 1 }]);
  await vi.waitFor(async () => expect(await database.db.prisma.jobRun.findMany()).toHaveLength(1));
  expect(await database.db.prisma.jobRun.findFirst()).toMatchObject({ outcome: "dead", requestId: "req-7" });
});

test("SIGTERM: what runs is finished, nothing stays locked, the worker leaves no row", async () => {
  const worker = await startWorker();
  await addSlowJobs(Array.from({ length: 10 }, () => randomUUID()));
  await vi.waitFor(async () => expect(await lockedJobs()).not.toHaveLength(0), { interval: 5 });
  worker.kill("SIGTERM");
  const [code] = await once(worker, "exit");
  expect(code).toBe(0);
  expect(await lockedJobs()).toEqual([]);
  expect(await database.db.prisma.jobWorker.count()).toBe(0);
  expect((await doneIds()).length + (await queueLength())).toBe(10);
});

async function killed(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGKILL");
  await ended;
}

async function startWorker(): Promise<ChildProcess> {
  const worker = spawnWorker();
  await once(worker, "message");
  return worker;
}

function spawnWorker(): ChildProcess {
  const script = fileURLToPath(new URL("testing/run-test-worker.ts", import.meta.url));
  const worker = spawn(process.execPath, [script, database.url], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  workers.push(worker);
  return worker;
}

/** Starts a worker again whenever one ends, as an operator's supervisor would. */
function superviseWorkers(): { stop: () => void } {
  let stopped = false;
  const start = (): void => {
    if (!stopped) spawnWorker().once("exit", start);
  };
  start();
  return {
    stop() {
      stopped = true;
    },
  };
}

async function addSlowJobs(ids: readonly string[]): Promise<void> {
  const jobs = ids.map((refundId) => ({
    identifier: "settle-refund",
    payload: { organizationId: randomUUID(), refundId },
  }));
  await database.db.pool.query(
    "select 1 from graphile_worker.add_jobs(array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)))",
    [JSON.stringify(jobs)],
  );
}

async function doneIds(): Promise<string[]> {
  const { rows } = await database.db.pool.query<{ id: string }>("select id from test_done");
  return rows.map(({ id }) => id);
}

async function counted() {
  const sql = `select aggregate_id as "aggregateId", n, pid from test_counted order by id`;
  return (await database.db.pool.query<{ aggregateId: string; n: number; pid: number }>(sql)).rows;
}

interface LockedJob {
  id: string;
  worker: string;
}

async function lockedJobs(): Promise<LockedJob[]> {
  const { rows } = await database.db.pool.query<LockedJob>(
    "select id::text, locked_by as worker from graphile_worker.jobs where locked_by is not null",
  );
  return rows;
}

/** How many of these jobs are still held by a worker that has no lock any more. */
async function deadWorkersHold(jobs: readonly LockedJob[]): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    `select count(*)::int as count from graphile_worker.jobs
     where id = any($1::bigint[]) and locked_by is not null and not exists (
       select 1 from job_workers worker join pg_locks on locktype = 'advisory' and granted
         and ((classid::bigint << 32) | objid::bigint) = worker.lock_key
       where worker.id = locked_by)`,
    [jobs.map(({ id }) => id)],
  );
  return rows[0]?.count ?? 0;
}

async function queueLength(): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    // What the clock adds meanwhile is not this test's.
    "select count(*)::int as count from graphile_worker.jobs where coalesce(key, '') not like 'cron:%'",
  );
  return rows[0]?.count ?? 0;
}

function deadLetters() {
  return database.db.prisma.deadLetter.findMany();
}
