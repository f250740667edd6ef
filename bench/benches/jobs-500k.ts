import { setTimeout as wait } from "node:timers/promises";

import { countQueue } from "@cartwright/core/jobs/count-queue";
import { getJob } from "@cartwright/core/jobs/get-job";
import { jobsOverview } from "@cartwright/core/jobs/jobs-overview";
import { listJobs, type ListJobs } from "@cartwright/core/jobs/list-jobs";
import { readStatistics } from "@cartwright/core/jobs/read-statistics";
import { runtimeCtx, runtimeServices } from "@cartwright/core/testing/runtime-services";
import { createDb, newId, type Db } from "@cartwright/db";

import type { Bench, Measurement } from "../bench.ts";
import { drainNoOps, noOpName } from "../drain-no-ops.ts";
import { openPrivateDatabase, type PrivateDatabase } from "../private-database.ts";
import { emptyQueue } from "../quiet-worker.ts";
import { percentile } from "../run-bench.ts";

const waiting = 500_000;
const drained = 50_000;
const viewers = 3;
const looks = 20;

type Ctx = ReturnType<typeof runtimeCtx>;

export const jobs500k: Bench = {
  name: "jobs-500k",
  about: `the jobs area over ${waiting} waiting jobs, and what ${viewers} people who look at it cost the worker`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    const web = createDb({ connectionString: database.url, max: 10, applicationName: "cartwright-bench-web" });
    return {
      async run() {
        await fill(database.db);
        const ctx = runtimeCtx(runtimeServices(web));
        const reading = await measureReading(ctx);
        return [...reading, await measureCost(database, ctx)];
      },
      async close() {
        await web.close();
        await database.close();
      },
    };
  },
};

/** Jobs of the instance, every tenth of another organization, and a few that failed. */
async function fill(db: Db): Promise<void> {
  await emptyQueue(db);
  await db.pool.query("truncate job_runs, job_stats");
  for (let added = 0; added < waiting; added += 50_000) {
    await db.pool.query(
      `select count(*) from graphile_worker.add_jobs(array(
         select row('${noOpName}',
           json_build_object('n', n, 'organizationId', case when n % 10 = 0 then $1::text end),
           null, now() - interval '1 minute', 10, null, 0, null)::graphile_worker.job_spec
         from generate_series(1, 50000) n))`,
      [newId()],
    );
  }
  await db.pool.query(
    `select count(*) from graphile_worker.permanently_fail_jobs(
       array(select id from graphile_worker._private_jobs order by id limit 500), 'Error: no answer')`,
  );
  await db.pool.query("vacuum analyze graphile_worker._private_jobs");
}

async function measureReading(ctx: Ctx): Promise<Measurement[]> {
  const list = (of: ListJobs) => () => listJobs(ctx, of);
  const { items } = await listJobs(ctx, { state: "waiting", limit: 1 });
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    overview: () => jobsOverview(ctx),
    "list, waiting": list({ state: "waiting" }),
    "list, failed": list({ state: "failed" }),
    "list, running": list({ state: "active" }),
    "list, of a task": list({ state: "waiting", task: noOpName }),
    "list, by correlation id": list({ state: "waiting", search: "req-nobody" }),
    "a job's page": () => getJob(ctx, { id: items[0]?.id ?? "" }),
  };
  const counted = await time(() => countQueue(ctx));
  const measured: Measurement[] = [{ metric: "counting once", value: counted, unit: "ms" }];
  for (const [metric, read] of Object.entries(reads)) {
    const times: number[] = [];
    for (let n = 0; n < looks; n += 1) times.push(await time(read));
    measured.push({
      metric: `${metric}, p95`,
      value: percentile(times, 0.95),
      unit: "ms",
      promised: 500,
      lowerIsBetter: true,
    });
  }
  return measured;
}

async function measureCost(database: PrivateDatabase, ctx: Ctx): Promise<Measurement> {
  const drain = async (): Promise<number> => {
    const { perSecond } = await drainNoOps(database, { jobs: drained, warmUp: drained / 10, fill: false });
    return perSecond;
  };
  const alone = [await drain()];
  const watched = [await whileWatched(ctx, drain), await whileWatched(ctx, drain)];
  alone.push(await drain());
  const cost = 100 * (1 - mean(watched) / mean(alone));
  return { metric: `${viewers} viewers cost the worker`, value: cost, unit: "%", promised: 10, lowerIsBetter: true };
}

async function whileWatched<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const watching = Array.from({ length: viewers }, () => watch(ctx, stopping.signal));
  try {
    return await work();
  } finally {
    stopping.abort();
    await Promise.all(watching);
  }
}

/** Looks as the pages do: overview and list at the pace that the overview names, statistics every ten seconds. */
async function watch(ctx: Ctx, signal: AbortSignal): Promise<void> {
  let statisticsAt = 0;
  while (!signal.aborted) {
    const { validMs } = await jobsOverview(ctx);
    await listJobs(ctx, { state: "failed" });
    if (performance.now() - statisticsAt > 10_000) {
      await readStatistics(ctx);
      statisticsAt = performance.now();
    }
    // An abort ends the wait early; that is all it means here.
    await wait(Math.max(2_000, validMs), undefined, { signal }).catch(() => undefined);
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
