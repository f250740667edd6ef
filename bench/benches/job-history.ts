import type { JobHistory } from "@cartwright/core/jobs/job-history";

import type { Bench } from "../bench.ts";
import { drainNoOps } from "../drain-no-ops.ts";
import { openPrivateDatabase, type PrivateDatabase } from "../private-database.ts";
import { emptyQueue } from "../quiet-worker.ts";

const jobs = 50_000;

export const jobHistory: Bench = {
  name: "job-history",
  about: `what the history costs: ${jobs} no-op jobs with it and without it, in turns`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    return { run: () => compare(database), close: () => database.close() };
  },
};

async function compare(database: PrivateDatabase) {
  // One of each first and last, so that a machine that grows slower favours neither.
  const without = [await drain(database, silence)];
  const kept = [await drain(database), await drain(database)];
  without.push(await drain(database, silence));
  const [on, off] = [mean(kept), mean(without)];
  return [
    { metric: "with history", value: on, unit: "/s" },
    { metric: "without", value: off, unit: "/s" },
    { metric: "history costs", value: 100 * (1 - on / off), unit: "%", promised: 15, lowerIsBetter: true },
  ];
}

async function drain(database: PrivateDatabase, history?: JobHistory): Promise<number> {
  await emptyQueue(database.db);
  await database.db.pool.query("truncate job_runs, job_stats");
  const { perSecond } = await drainNoOps(database, {
    jobs,
    warmUp: jobs / 10,
    fill: true,
    ...(history && { history }),
  });
  return perSecond;
}

const silence: JobHistory = {
  begin: () => undefined,
  progress: () => undefined,
  log: () => undefined,
  record: () => undefined,
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
