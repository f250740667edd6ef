import { Pool } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { enqueue } from "@cartwright/core/jobs/enqueue";
import { createTestDatabase, type TestDatabase } from "@cartwright/core/testing/test-database";

import type { FatalReason } from "./exit-codes.ts";
import { createRunningJobs, type RunningJobs } from "./running-jobs.ts";
import { startWatchdog } from "./watchdog.ts";

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  await enqueue(database, "prune", {});
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test("a worker with a free slot that leaves a job lying which it may take is ended", async () => {
  const { reasons, stop } = watch({ tasks: ["prune"] });
  await vi.waitFor(() => expect(reasons).toContain("worker_stalled"), patient);
  await stop();
});

test("one whose slots are full, or that may take nothing of what waits, goes on", async () => {
  const busy = createRunningJobs();
  busy.begin("1");
  const full = watch({ tasks: ["prune"], running: busy });
  const paused = watch({ tasks: ["sweep-payments"] });
  // Long enough for the third, which stands for time gone by, to be ended.
  const stalled = watch({ tasks: ["prune"], patienceMs: 300 });
  await vi.waitFor(() => expect(stalled.reasons).not.toEqual([]), patient);
  expect([...full.reasons, ...paused.reasons]).toEqual([]);
  await Promise.all([full.stop(), paused.stop(), stalled.stop()]);
});

test("one whose queue gets no answer from the database any more is ended", async () => {
  const dead = new Pool({ connectionString: "postgres://nobody@127.0.0.1:1/none", max: 1 });
  const { reasons, stop } = watch({ tasks: ["prune"], pool: dead });
  await vi.waitFor(() => expect(reasons).toContain("queue_unreachable"), patient);
  await stop();
  await dead.end();
});

const patient = { timeout: 20_000, interval: 10 };

function watch(options: { tasks: string[]; running?: RunningJobs; pool?: Pool; patienceMs?: number }) {
  const reasons: FatalReason[] = [];
  const watchdog = startWatchdog({
    pool: options.pool ?? pool,
    running: options.running ?? createRunningJobs(),
    concurrency: 1,
    tasks: () => options.tasks,
    log: pino({ level: "silent" }),
    patienceMs: options.patienceMs ?? 100,
    onFatal: (reason) => void reasons.push(reason),
  });
  return { reasons, stop: () => watchdog.stop() };
}
