import { EventEmitter } from "node:events";

import { run, type Runner, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import { Pool } from "pg";

import type { Services } from "@cartwright/core";
import { jobSchema } from "@cartwright/core/jobs/migrate-job-queue";

import type { FatalReason } from "./exit-codes.ts";
import { adaptLocalQueue } from "./local-queue-size.ts";
import { queueLogger } from "./queue-logger.ts";

export interface QueueOptions {
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly log: Services["log"];
  /** What it can do; `pauseTasks` hides some of it from the queue. */
  readonly tasks: TaskList;
  readonly onFatal: (reason: FatalReason) => void;
  /** Called as soon as the queue has the id under which it locks jobs, before it takes any. */
  readonly onPool: (pool: Pick<WorkerPool, "id">) => void;
}

export interface Queue {
  /** The queue's own connections. */
  readonly pool: Pool;
  /** Takes no more jobs, and waits for those that run. */
  drain(): Promise<void>;
  /** Lets go of the connections. */
  close(): Promise<void>;
}

/** As long as jobs that run may take no notice of a stop. */
export const patienceAtStopMs = 5_000;

/** Takes jobs and runs them. */
export async function startQueue(options: QueueOptions): Promise<Queue> {
  const { databaseUrl, concurrency, log, tasks, onFatal } = options;
  const pool = openPool(databaseUrl, { max: concurrency + 4, log });
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => options.onPool(workerPool));
  // After these the queue may stand still for ever while the process lives on (graphile/worker#636).
  events.on("pool:fatalError", ({ error }) => fail("queue_pool_failed", error));
  events.on("worker:fatalError", ({ error }) => fail("queue_worker_failed", error));
  function fail(reason: FatalReason, error: unknown): void {
    log.error({ err: error }, reason);
    onFatal(reason);
  }
  const smallest = concurrency + 1;
  adaptLocalQueue(events, smallest);
  const runner: Runner = await run(
    {
      pgPool: pool,
      noHandleSignals: true,
      events,
      logger: queueLogger(log),
      preset: { worker: settings(concurrency, smallest) },
    },
    tasks,
    [],
  );
  runner.promise.catch((error: unknown) => fail("queue_ended", error));
  return { pool, drain: () => runner.stop(), close: () => pool.end() };
}

/**
 * Hides jobs from the queue: it asks for the names that it can enumerate, anew for every fetch, and finds the others
 * still when it holds one of them already. Forbidden flags would do without this, but switch the local queue off as soon
 * as there is one, and every job would have to carry its name as a flag.
 */
export function pauseTasks(tasks: TaskList, paused: ReadonlySet<string>): void {
  const names = takenTasks(tasks);
  for (const name of names) Object.defineProperty(tasks, name, { enumerable: !paused.has(name) });
  // With nothing to ask for the queue takes every look for a failure.
  const enumerable = names.every((name) => paused.has(name));
  Object.defineProperty(tasks, idleTask, { value: () => undefined, enumerable, configurable: true });
}

/** All that a worker can do, paused or not. */
export function takenTasks(tasks: TaskList): string[] {
  return Object.getOwnPropertyNames(tasks).filter((name) => name !== idleTask);
}

/** A job that nobody ever adds. */
const idleTask = "nothing-to-do";

// Without these a broken connection would end the process.
function openPool(connectionString: string, { max, log }: { max: number; log: Services["log"] }): Pool {
  const pool = new Pool({ connectionString, max, application_name: "cartwright-queue" });
  const lost = (error: Error): void => log.warn({ err: error }, "queue_connection_lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}

function settings(concurrency: number, localQueueSize: number) {
  return {
    schema: jobSchema,
    concurrentJobs: concurrency,
    maxPoolSize: concurrency + 4,
    pollInterval: 500,
    // What was fetched and not begun goes back soon: that bounds how long a pause, or a worker that is free, has to wait.
    localQueue: { size: localQueueSize, ttl: 500 },
    // Batched, although its retry gives up after one error and leaves the queue idle: the process ends then, and whoever
    // finds its lock free frees its jobs. Unbatched the queue does a third as many jobs.
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
    gracefulShutdownAbortTimeout: patienceAtStopMs,
  };
}
