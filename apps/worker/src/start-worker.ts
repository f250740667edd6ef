import { EventEmitter } from "node:events";

import { run, type Runner, type Task, type TaskList, type WorkerEvents, type WorkerPool } from "graphile-worker";
import { Pool } from "pg";

import type { Services } from "@cartwright/core";
import { createCallbackSender } from "@cartwright/core/callbacks/callback-sender";
import { registerSubscribers } from "@cartwright/core/events/register-subscribers";
import type { Subscriptions } from "@cartwright/core/events/subscription";
import { enqueueDueExpiries } from "@cartwright/core/jobs/enqueue-due-expiries";
import { createJobHistory } from "@cartwright/core/jobs/job-history";
import { jobSchema, migrateJobQueue } from "@cartwright/core/jobs/migrate-job-queue";
import { sweepDeadWorkers, sweepUnknownWorkers } from "@cartwright/core/jobs/sweep-dead-workers";
import { holdWorkerLock, type WorkerLock } from "@cartwright/core/jobs/worker-lock";
import { startRelay } from "@cartwright/core/outbox/start-relay";

import { cronItems } from "./cron.ts";
import type { TaskDefinition } from "./define-task.ts";
import { queueLogger } from "./queue-logger.ts";
import { repeat } from "./repeat.ts";
import { startToolRounds } from "./tool-rounds.ts";

export interface WorkerOptions {
  readonly services: Services;
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly version: string;
  readonly tasks: readonly TaskDefinition[];
  /** Who handles events here; their own task is among `tasks`. */
  readonly subscriptions: Subscriptions;
  /** Called when the worker cannot go on; the process should end, so that its supervisor starts another. */
  readonly onFatal: (reason: string) => void;
}

export interface Worker {
  /** Takes no more jobs, lets those under way finish (5 seconds, then they are asked to stop), lets go of everything. */
  stop(): Promise<void>;
}

const sweepMs = 500;
const expiryMs = 1_000;
const unknownMs = 15_000;
const subscribersMs = 5_000;

/** Starts everything that a worker does: jobs, the relay, the sweeps. Any number may run side by side. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { services, databaseUrl, onFatal } = options;
  const { log } = services;
  await migrateJobQueue({ connectionString: databaseUrl });
  // Before the relay: no event passes by a subscriber that is new with this version.
  await registerSubscribers(services, options.subscriptions);
  const history = createJobHistory(services);
  const callbackSender = createCallbackSender(services);
  const queue = await startQueue(options, buildTasks(options.tasks, { services, history, callbackSender }));
  const relay = startRelay({ connection: { connectionString: databaseUrl }, log });
  const rounds = [
    repeat({ name: "sweep-dead-workers", everyMs: sweepMs, log }, () => sweepDeadWorkers(services)),
    repeat({ name: "sweep-unknown-workers", everyMs: unknownMs, log }, () => sweepUnknownWorkers(services)),
    repeat({ name: "register-subscribers", everyMs: subscribersMs, log }, () =>
      registerSubscribers(services, options.subscriptions),
    ),
    repeat({ name: "enqueue-due-expiries", everyMs: expiryMs, log }, () => enqueueDueExpiries(services)),
    ...startToolRounds(services),
  ];
  queue.runner.promise.catch((error: unknown) => {
    log.error({ err: error }, "queue_ended");
    onFatal("queue_ended");
  });
  return {
    async stop() {
      await Promise.all([relay.stop(), ...rounds.map((round) => round.stop())]);
      await queue.stop();
      await callbackSender.stop();
      await history.close();
    },
  };
}

function buildTasks(tasks: readonly TaskDefinition[], resources: Parameters<TaskDefinition["build"]>[0]): TaskList {
  return Object.fromEntries(tasks.map(({ name, build }) => [name, build(resources)]));
}

interface Queue {
  readonly runner: Runner;
  stop(): Promise<void>;
}

async function startQueue(options: WorkerOptions, taskList: TaskList): Promise<Queue> {
  const { databaseUrl, concurrency, services, onFatal } = options;
  const { log } = services;
  const pgPool = new Pool({
    connectionString: databaseUrl,
    max: concurrency + 4,
    application_name: "cartwright-queue",
  });
  // Without these a broken connection would end the process.
  pgPool.on("error", (error) => log.warn({ err: error }, "queue_connection_lost"));
  pgPool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "queue_connection_lost")));
  const events: WorkerEvents = new EventEmitter();
  let lock: Promise<WorkerLock> | undefined;
  const known = Promise.withResolvers<unknown>();
  events.on("pool:create", ({ workerPool }) => {
    lock = lockFor(options, workerPool);
    lock.then(known.resolve, (error: unknown) => {
      log.error({ err: error }, "worker_lock_failed");
      onFatal("worker_lock_failed");
    });
  });
  // After these the queue may stand still for ever while the process lives on (graphile/worker#636).
  events.on("pool:fatalError", ({ error }) => {
    log.error({ err: error }, "queue_pool_failed");
    onFatal("queue_pool_failed");
  });
  events.on("worker:fatalError", ({ error }) => {
    log.error({ err: error }, "queue_worker_failed");
    onFatal("queue_worker_failed");
  });
  const runner = await run({
    pgPool,
    taskList: afterwards(known.promise, taskList),
    parsedCronItems: cronItems(),
    noHandleSignals: true,
    events,
    logger: queueLogger(log),
    preset: { worker: queueSettings(concurrency) },
  });
  const held = await lock;
  return {
    runner,
    async stop() {
      await runner.stop();
      await held?.release();
      await pgPool.end();
    },
  };
}

// No job runs before the others know that this worker is alive: one that kills us at once would else be found by the
// slower sweep only.
function afterwards(known: Promise<unknown>, tasks: TaskList): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]): [string, Task] => [
      name,
      async (payload, helpers) => {
        await known;
        return task?.(payload, helpers);
      },
    ]),
  );
}

// Batched completion is off: its retry loop gives up after one error and leaves the worker idle (graphile/worker#636).
function queueSettings(concurrency: number) {
  return {
    schema: jobSchema,
    concurrentJobs: concurrency,
    maxPoolSize: concurrency + 4,
    pollInterval: 500,
    localQueue: { size: concurrency + 1, ttl: 60_000 },
    completeJobBatchDelay: -1,
    failJobBatchDelay: -1,
    gracefulShutdownAbortTimeout: 5_000,
  };
}

function lockFor({ databaseUrl, version, services, onFatal }: WorkerOptions, pool: WorkerPool): Promise<WorkerLock> {
  return holdWorkerLock({
    connection: { connectionString: databaseUrl },
    workerId: pool.id,
    version,
    roles: ["jobs", "relay", "sweeper"],
    log: services.log,
    onLost: () => onFatal("worker_lock_lost"),
  });
}
