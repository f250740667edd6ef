import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { startRelay } from "#outbox/start-relay.ts";
import { runtimeServices } from "#testing/runtime-services.ts";
import { writeEvents } from "#testing/write-events.ts";

import { endSilentHolder } from "./end-silent-holder.ts";
import { sweepDeadWorkers } from "./sweep-dead-workers.ts";
import { holdWorkerLock } from "./worker-lock.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test("who holds a lock and says nothing loses its connection; who says something, or is at work, keeps it", async () => {
  const holder = new Client({ connectionString: database.url });
  const lost = new Promise((done) => holder.on("error", done));
  await holder.connect();
  await holder.query("select pg_advisory_lock(42)");
  const ended = (silentMs: number) => endSilentHolder(database.db.pool, { lockKey: "42", silentMs });
  expect(await ended(60_000)).toBe(false);
  const atWork =
    "from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(60)' and state = 'active'";
  const working = holder.query("select pg_sleep(60)").catch(() => undefined);
  await vi.waitFor(async () => expect((await database.db.pool.query(`select pid ${atWork}`)).rows).toHaveLength(1), {
    timeout: 10_000,
  });
  expect(await ended(0)).toBe(false);
  await database.db.pool.query(`select pg_cancel_backend(pid) ${atWork}`);
  await working;
  await vi.waitFor(async () => expect(await ended(0)).toBe(true), { timeout: 10_000 });
  await lost;
  expect(await ended(0)).toBe(false);
});

test("a worker that says nothing any more counts as dead, and hears of it", async () => {
  const services = runtimeServices(database.db);
  const onLost = vi.fn<() => void>();
  const connection = { connectionString: database.url };
  const worker = {
    workerId: newId(),
    version: "test",
    roles: [],
    tasks: [],
    concurrency: 0,
    log: services.log,
    onLost,
  };
  const lock = await holdWorkerLock({ ...worker, connection });
  expect(await sweepDeadWorkers(services)).toEqual({ workers: 0, jobs: 0 });
  await database.db.pool.query("update job_workers set heartbeat_at = now() - interval '1 minute'");
  await vi.waitFor(
    async () => expect(await sweepDeadWorkers(services, { silentMs: 20 })).toMatchObject({ workers: 1 }),
    {
      timeout: 10_000,
    },
  );
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 10_000 });
  expect(await database.db.prisma.jobWorker.count()).toBe(0);
  await lock.release();
});

test("a relay that was stopped with its turn in its hands is relieved, and when it goes on nothing is told twice", async () => {
  const { log } = runtimeServices(database.db);
  const stopped = await spawnRelay();
  stopped.kill("SIGSTOP");
  const relay = startRelay({ connection: { connectionString: database.url }, log, silentMs: 200, standbyMs: 50 });
  const organizationId = newId();
  const tell = () => writeEvents(database.db, { organizationId, count: 5 });
  const told = async () =>
    (await database.db.prisma.eventLog.findMany({ orderBy: { seq: "asc" } })).map(({ eventId }) => eventId);
  const first = await tell();
  await vi.waitFor(async () => expect(await told()).toHaveLength(5), { timeout: 15_000 });
  stopped.kill("SIGCONT");
  const second = await tell();
  await vi.waitFor(async () => expect(await told()).toHaveLength(10), { timeout: 15_000 });
  expect(await told()).toEqual([...first, ...second].map(({ eventId }) => eventId));
  await relay.stop();
  stopped.kill("SIGKILL");
});

async function spawnRelay(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("../testing/run-relay.ts", import.meta.url));
  const child = spawn(process.execPath, [script, database.url], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(child, "message");
  return child;
}
