import { EventEmitter, once } from "node:events";

import { z } from "zod";

import type { Bench } from "../bench.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { emptyQueue, quietWorker } from "../quiet-worker.ts";

const jobs = 100_000;
// Until the queue fetches as many at once as it will.
const warmUp = 10_000;

export const jobThroughput: Bench = {
  name: "jobs",
  about: `${jobs} no-op jobs through registerHandler, in one process, with history on`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    return { run: () => drain(database), close: () => database.close() };
  },
};

async function drain(database: Awaited<ReturnType<typeof openPrivateDatabase>>) {
  await emptyQueue(database.db);
  await database.db.pool.query("truncate job_runs");
  const { registry, start } = quietWorker(database);
  const noOps = registry.defineJobs({ "bench-no-op": z.object({ n: z.int() }) });
  const counter = new EventEmitter();
  let done = 0;
  noOps.registerHandler("bench-no-op", () => {
    done += 1;
    if (done === warmUp) counter.emit("warm");
    if (done === warmUp + jobs) counter.emit("done");
    return Promise.resolve();
  });
  const payloads = Array.from({ length: warmUp + jobs }, (_, n) => ({ payload: { n } }));
  await noOps.enqueueMany("bench-no-op", payloads);
  const [warm, finished] = [once(counter, "warm"), once(counter, "done")];
  const worker = await start();
  await warm;
  const started = performance.now();
  await finished;
  const seconds = (performance.now() - started) / 1_000;
  const left = await count(database.db.pool, "graphile_worker.jobs");
  await worker.stop();
  const kept = await count(database.db.pool, "job_runs");
  return [
    { metric: "no-op jobs", value: jobs / seconds, unit: "/s", promised: 9_000 },
    { metric: "kept in history", value: (100 * kept) / (warmUp + jobs), unit: "%", promised: 100 },
    // What had been done and not yet deleted when the last one ended: what a kill would have had done twice.
    { metric: "unconfirmed at the end", value: left, unit: "jobs" },
  ];
}

async function count(pool: { query(sql: string): Promise<{ rows: unknown[] }> }, table: string): Promise<number> {
  const { rows } = await pool.query(`select count(*)::int as count from ${table}`);
  return z.object({ count: z.int() }).parse(rows[0]).count;
}
