import type { z } from "zod";

import type {
  EnqueueOptions,
  EventTransaction,
  JobDefinitions,
  PayloadInput,
  PayloadOf,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { addJob, addJobInTransaction } from "./add-jobs.ts";
import { defaultMaxAttempts, jobCatalogue } from "./catalogue.ts";
import { codeSchedules } from "./code-schedules.ts";
import { addInSlices, type JobToAdd } from "./enqueue.ts";
import type { JobHandler } from "./job-handler.ts";
import { toJobSpec, type JobSpec } from "./job-spec.ts";
import type { CodeSchedule } from "./schedule-clock.ts";

/** How often a job of an integration is tried before it becomes a dead letter, unless it says otherwise. */
export const integrationMaxAttempts = 3;

/** Adds and does the jobs of one set of definitions, typed by them. */
export interface Jobs<D extends JobDefinitions> {
  /** @throws JobRefused for an unknown name, or a payload that does not parse */
  enqueue<N extends keyof D & string>(
    name: N,
    payload: PayloadInput<D, N>,
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /** As part of the caller's transaction: the job exists if and only if that commits. For short transactions only. */
  enqueueInTransaction<N extends keyof D & string>(
    tx: Pick<EventTransaction, "$queryRaw">,
    name: N,
    payload: PayloadInput<D, N>,
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /** Many at once, a statement per 1,000, each all or nothing. Returns how many were added. */
  enqueueMany<N extends keyof D & string>(
    name: N,
    jobs: readonly JobToAdd<PayloadInput<D, N>>[],
    options?: EnqueueOptions,
  ): Promise<number>;
  /** Says who does a job. Before the worker starts, and once for each name. */
  registerHandler<N extends keyof D & string>(name: N, handler: JobHandler<PayloadOf<D, N>>): void;
  /** Has the clock add a job. Before the worker starts, and once for each schedule's name. */
  schedule<N extends keyof D & string>(schedule: CodeSchedule & { readonly job: N }): void;
}

/** A job that somebody has defined. */
export interface KnownJob {
  readonly schema: z.ZodObject;
  readonly maxAttempts: number;
}

/**
 * All jobs that a process knows: our own, and those that integrations define at its start. Made once per process and handed
 * around; there is no other place that remembers.
 */
export interface JobRegistry extends Jobs<typeof jobCatalogue> {
  /**
   * Adds jobs to those that are known, and returns the way to add and do them. They are tried three times by default.
   *
   * @throws Error when a name is taken
   */
  defineJobs<const D extends JobDefinitions>(definitions: D): Jobs<D>;
  /** Undefined for a name that nobody has defined. */
  find(name: string): KnownJob | undefined;
  /** Who does which job, as registered so far. */
  handlers(): ReadonlyMap<string, JobHandler<unknown>>;
  /** What runs by the clock, as registered so far. */
  schedules(): readonly CodeSchedule[];
}

/** Makes the registry of a process; it knows our own jobs and schedules to begin with. */
export function createJobRegistry(services: Pick<Services, "db">): JobRegistry {
  const known = new Map<string, KnownJob>();
  const handlers = new Map<string, JobHandler<unknown>>();
  const schedules = new Map<string, CodeSchedule>(codeSchedules.map((schedule) => [schedule.name, schedule]));
  const define = <D extends JobDefinitions>(definitions: D, maxAttempts: number): Jobs<D> => {
    for (const name of Object.keys(definitions)) refuseTaken(known, name, "job");
    for (const [name, schema] of Object.entries(definitions)) known.set(name, { schema, maxAttempts });
    return jobsOf(services, { known, handlers, schedules });
  };
  return {
    ...define(jobCatalogue, defaultMaxAttempts),
    defineJobs: (definitions) => define(definitions, integrationMaxAttempts),
    find: (name) => known.get(name),
    handlers: () => handlers,
    schedules: () => [...schedules.values()],
  };
}

interface Registered {
  readonly known: ReadonlyMap<string, KnownJob>;
  readonly handlers: Map<string, JobHandler<unknown>>;
  readonly schedules: Map<string, CodeSchedule>;
}

// The definitions are in the types alone here: at run time all sets share the maps.
function jobsOf<D extends JobDefinitions>(services: Pick<Services, "db">, registered: Registered): Jobs<D> {
  const { known, handlers, schedules } = registered;
  const spec = (name: string, payload: unknown, options: EnqueueOptions = {}): JobSpec => {
    const { schema, maxAttempts = integrationMaxAttempts } = known.get(name) ?? {};
    return toJobSpec({ name, schema, maxAttempts }, payload, options);
  };
  return {
    enqueue: async (name, payload, options = {}) => addJob(services.db.pool, spec(name, payload, options), options),
    enqueueInTransaction: async (tx, name, payload, options = {}) =>
      addJobInTransaction(tx, spec(name, payload, options), options),
    enqueueMany: async (name, jobs, options = {}) =>
      addInSlices(services, jobs, options, (payload, own) => spec(name, payload, own)),
    registerHandler(name, handler) {
      if (!known.has(name)) throw new Error(`no job called ${name} has been defined`);
      refuseTaken(handlers, name, "handler");
      handlers.set(name, handler as JobHandler<unknown>);
    },
    schedule(schedule) {
      refuseTaken(schedules, schedule.name, "schedule");
      // What cannot be added by the clock at night is refused at the start.
      spec(schedule.job, schedule.payload ?? {});
      schedules.set(schedule.name, schedule);
    },
  };
}

function refuseTaken(taken: ReadonlyMap<string, unknown>, name: string, what: string): void {
  if (taken.has(name)) throw new Error(`there is a ${what} called ${name} already`);
}
