import type { JobHistory } from "@cartwright/core/jobs/job-history";
import { createJobRegistry, type JobRegistry } from "@cartwright/core/jobs/job-registry";
import { runtimeServices } from "@cartwright/core/testing/runtime-services";
import type { Db } from "@cartwright/db";
import { startWorker, type Worker } from "@cartwright/worker/start-worker";

export interface QuietWorker {
  readonly registry: JobRegistry;
  /** Starts the worker as production does, history and all; once every job has its handler. */
  start(): Promise<Worker>;
}

/**
 * A worker in this process that does jobs and nothing else, so that what is measured is what jobs cost. `history` takes the
 * place of the one that production has.
 */
export function quietWorker({ db, url }: { db: Db; url: string }, history?: JobHistory): QuietWorker {
  const services = runtimeServices(db);
  const registry = createJobRegistry(services);
  return {
    registry,
    start: () =>
      startWorker({
        services: { ...services, jobs: registry },
        databaseUrl: url,
        concurrency: 10,
        version: "bench",
        tasks: [],
        roles: ["jobs"],
        ...(history && { history }),
        onFatal(reason) {
          throw new Error(`the worker ended: ${reason}`);
        },
      }),
  };
}

/** Takes out whatever other benches left in the queue. */
export async function emptyQueue({ pool }: Db): Promise<void> {
  await pool.query("truncate graphile_worker._private_jobs");
}
