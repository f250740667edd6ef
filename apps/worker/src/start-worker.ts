import type { Services } from "@cartwright/core";
import { registerSubscribers } from "@cartwright/core/events/register-subscribers";
import type { Subscriptions } from "@cartwright/core/events/subscription";
import { enqueueDueExpiries } from "@cartwright/core/jobs/enqueue-due-expiries";
import type { JobHistory } from "@cartwright/core/jobs/job-history";
import { createJobRegistry, type JobRegistry } from "@cartwright/core/jobs/job-registry";
import { keepCodeSchedules } from "@cartwright/core/jobs/keep-code-schedules";
import { migrateJobQueue } from "@cartwright/core/jobs/migrate-job-queue";
import { runDueSchedules } from "@cartwright/core/jobs/run-due-schedules";
import { sweepDeadWorkers, sweepUnknownWorkers } from "@cartwright/core/jobs/sweep-dead-workers";
import { sweepSpentJobs } from "@cartwright/core/jobs/sweep-spent-jobs";
import { startRelay } from "@cartwright/core/outbox/start-relay";

import type { TaskDefinition } from "./define-task.ts";
import type { FatalReason } from "./exit-codes.ts";
import { holdIdleLock } from "./hold-idle-lock.ts";
import { repeat } from "./repeat.ts";
import { workerRoles, type WorkerRole } from "./roles.ts";
import { startJobs } from "./start-jobs.ts";
import { startToolRounds } from "./tool-rounds.ts";

export interface WorkerOptions {
  /** With the process's registry, when integrations have defined jobs in it. */
  readonly services: Services;
  readonly databaseUrl: string;
  /** How many jobs run at a time. */
  readonly concurrency: number;
  readonly version: string;
  /** Who does our own jobs. */
  readonly tasks: readonly TaskDefinition[];
  /** Who handles events here; their own task is among `tasks`. Default nobody. */
  readonly subscriptions?: Subscriptions;
  /** What this process is there for; default everything. */
  readonly roles?: readonly WorkerRole[];
  /** Where the story of jobs goes; default the database. Closed with the worker. */
  readonly history?: JobHistory;
  /** How long jobs that run at a stop hear nothing of it; default 5 seconds. */
  readonly stopPatienceMs?: number;
  /** Called when the worker cannot go on; the process should end, so that its supervisor starts another. */
  readonly onFatal: (reason: FatalReason) => void;
}

export interface Worker {
  /**
   * Takes no more work, at once. Jobs that run may finish; after a while their signals fire, and those that give up on
   * hearing it are put back with all their tries. Lets go of everything in the end.
   */
  stop(): Promise<void>;
}

/** A part of a worker that runs until it is stopped. */
export interface Part {
  stop(): Promise<void>;
}

/** Starts everything that a worker is there for. Any number may run side by side, of this version and of others. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { services, databaseUrl, roles = workerRoles } = options;
  await migrateJobQueue({ connectionString: databaseUrl });
  const registry = services.jobs ?? createJobRegistry(services);
  const parts: Part[] = [...startToolRounds(services), ...(await startSubscribers(options))];
  if (roles.includes("sweeper")) parts.push(...(await startSweeps(services, registry)));
  if (roles.includes("relay")) {
    parts.push(startRelay({ connection: { connectionString: databaseUrl }, log: services.log }));
  }
  const doesJobs = roles.includes("jobs") || roles.includes("callbacks");
  parts.push(await (doesJobs ? startJobs({ ...options, roles, registry }) : holdIdleLock({ ...options, roles })));
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}

const subscribersMs = 5_000;

// Before the relay: no event passes by a subscriber that is new with this version.
async function startSubscribers({ services, subscriptions }: WorkerOptions): Promise<Part[]> {
  if (subscriptions === undefined) return [];
  const register = () => registerSubscribers(services, subscriptions);
  await register();
  return [repeat({ name: "register-subscribers", everyMs: subscribersMs, log: services.log }, register)];
}

const sweepMs = 500;
const clockMs = 1_000;
const unknownMs = 15_000;

async function startSweeps(services: Services, registry: JobRegistry): Promise<Part[]> {
  const { log } = services;
  const schedules = registry.schedules();
  await keepCodeSchedules(services, schedules);
  const codeNames = schedules.map(({ name }) => name);
  return [
    repeat({ name: "sweep-dead-workers", everyMs: sweepMs, log }, () => sweepDeadWorkers(services)),
    repeat({ name: "sweep-unknown-workers", everyMs: unknownMs, log }, () => sweepUnknownWorkers(services)),
    repeat({ name: "sweep-spent-jobs", everyMs: unknownMs, log }, () => sweepSpentJobs(services)),
    repeat({ name: "enqueue-due-expiries", everyMs: clockMs, log }, () => enqueueDueExpiries(services)),
    repeat({ name: "run-due-schedules", everyMs: clockMs, log }, () =>
      runDueSchedules({ ...services, jobs: registry }, { codeNames }),
    ),
  ];
}
