import type { Bench } from "../bench.ts";
import { countRows, drainNoOps } from "../drain-no-ops.ts";
import { openPrivateDatabase, type PrivateDatabase } from "../private-database.ts";
import { emptyQueue } from "../quiet-worker.ts";

const jobs = 100_000;
const warmUp = 10_000;

export const jobThroughput: Bench = {
  name: "jobs",
  about: `${jobs} no-op jobs through registerHandler, in one process, with history on`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    return { run: () => measure(database), close: () => database.close() };
  },
};

async function measure(database: PrivateDatabase) {
  await emptyQueue(database.db);
  await database.db.pool.query("truncate job_runs");
  const { perSecond, left } = await drainNoOps(database, { jobs, warmUp, fill: true });
  const kept = await countRows(database, "job_runs");
  return [
    { metric: "no-op jobs", value: perSecond, unit: "/s", promised: 9_000 },
    { metric: "kept in history", value: (100 * kept) / (warmUp + jobs), unit: "%", promised: 100 },
    // What had been done and not yet deleted when the last one ended: what a kill would have had done twice.
    { metric: "unconfirmed at the end", value: left, unit: "jobs" },
  ];
}
