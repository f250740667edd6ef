import type { z } from "zod";

import type { EventLog, EventTransaction } from "./events.ts";

/** Names of jobs and what each needs: `{ "push-order": z.object({ orderId: z.uuid() }) }`. Payloads hold ids, never state. */
export type JobDefinitions = Readonly<Record<string, z.ZodObject>>;

/** What the payload of a job must be when it is added. */
export type PayloadInput<D extends JobDefinitions, N extends keyof D> = z.input<D[N]>;

/** What a handler gets: the payload after its schema has read it. */
export type PayloadOf<D extends JobDefinitions, N extends keyof D> = z.output<D[N]>;

export interface EnqueueOptions {
  /** Not before this moment; default at once. */
  readonly runAt?: Date | undefined;
  /** How often it is tried before it becomes a dead letter, at e^n seconds between tries. */
  readonly maxAttempts?: number | undefined;
  /** A waiting job of the same key is replaced, so that there is at most one. A running one is not stopped. */
  readonly jobKey?: string | undefined;
  /** `replace` (default) takes the new time, `preserve_run_at` keeps the old one. */
  readonly jobKeyMode?: "replace" | "preserve_run_at" | undefined;
  /** Lower goes first; default 0. */
  readonly priority?: number | undefined;
  /** Jobs of one queue run one after another. For singletons only: every fetch looks through all queue names. */
  readonly queue?: string | undefined;
  /** Whose job it is; written into the payload when the schema has no word for it. */
  readonly organizationId?: string | undefined;
  /** The correlation id of what caused it; written into the payload likewise. */
  readonly requestId?: string | undefined;
}

/** What a handler is given for one try of one job. */
export interface JobRun<P> {
  readonly payload: P;
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** After this many tries the job becomes a dead letter. */
  readonly maxAttempts: number;
  /** Whose job it is, when its payload says so. */
  readonly organizationId: string | null;
  /** Of the request that caused the job; the job's own number when nobody did. */
  readonly requestId: string;
  /** Fires when somebody cancels the job, and when the worker is stopping and has waited long enough. */
  readonly signal: AbortSignal;
  /** The worker's log, with job and correlation id in every line. */
  readonly logger: EventLog;
  /** How far the work is: `done` of `total`, in whatever it counts; a total that is not known is null. Cheap, shown while it runs. */
  progress(done: number, total: number | null): void;
  /** A line for the job's own page, shown while it runs; up to 500 a try. Cheap; what comes too fast or too much is left out. */
  log(line: string): void;
}

/** Adds and does an integration's own jobs, for the shop that it belongs to. They are tried three times by default. */
export interface IntegrationJobs<D extends JobDefinitions> {
  /**
   * Adds a job; its id, or null when two adds of one key met and the other won.
   *
   * @throws JobRefused for an unknown name, or a payload that does not parse
   */
  enqueue<N extends keyof D & string>(
    name: N,
    payload: PayloadInput<D, N>,
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /** As part of the caller's transaction: the job exists if and only if that commits. For short transactions only. */
  enqueueInTransaction<N extends keyof D & string>(
    tx: EventTransaction,
    name: N,
    payload: PayloadInput<D, N>,
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /**
   * Says who does a job, once for each name. Returning means done; throwing means: try again later, until the tries are used
   * up. May run twice for one job, when a worker dies at the wrong moment, so what it calls is safe to run twice.
   */
  registerHandler<N extends keyof D & string>(
    name: N,
    handler: (run: JobRun<PayloadOf<D, N>>) => Promise<unknown>,
  ): void;
}
