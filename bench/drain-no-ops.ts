import { EventEmitter, once } from "node:events";

import { z } from "zod";

import type { JobHistory } from "@cartwright/core/jobs/job-history";

import type { PrivateDatabase } from "./private-database.ts";
import { quietWorker } from "./quiet-worker.ts";

export interface DrainOptions {
  /** How many jobs are timed. */
  readonly jobs: number;
  /** How many are done before, until the queue fetches as many at once as it will. */
  readonly warmUp: number;
  /** Whether they are put into the queue first; without it the queue holds enough already. */
  readonly fill: boolean;
  /** Where the story of the jobs goes, instead of where it goes in production. */
  readonly history?: JobHistory;
}

export interface Drained {
  readonly perSecond: number;
  /** How many jobs the queue held when the last one had ended. */
  readonly left: number;
}

/** The job that does nothing. */
export const noOpName = "bench-no-op";

/** Has one worker do no-op jobs. What is left in the queue stays there. */
export async function drainNoOps(database: PrivateDatabase, options: DrainOptions): Promise<Drained> {
  const { jobs, warmUp, fill, history } = options;
  const { registry, start } = quietWorker(database, history);
  const noOps = registry.defineJobs({ [noOpName]: z.object({ n: z.int() }) });
  const counter = new EventEmitter();
  let done = 0;
  noOps.registerHandler(noOpName, () => {
    done += 1;
    if (done === warmUp) counter.emit("warm");
    if (done === warmUp + jobs) counter.emit("done");
    return Promise.resolve();
  });
  if (fill) {
    const payloads = Array.from({ length: warmUp + jobs }, (_, n) => ({ payload: { n } }));
    await noOps.enqueueMany(noOpName, payloads);
  }
  const [warm, finished] = [once(counter, "warm"), once(counter, "done")];
  const worker = await start();
  await warm;
  const started = performance.now();
  await finished;
  const perSecond = (jobs * 1_000) / (performance.now() - started);
  const left = await countRows(database, "graphile_worker.jobs");
  await worker.stop();
  return { perSecond, left };
}

/** How many rows a table has. */
export async function countRows({ db }: PrivateDatabase, table: string): Promise<number> {
  const { rows } = await db.pool.query(`select count(*)::int as count from ${table}`);
  return z.object({ count: z.int() }).parse(rows[0]).count;
}
