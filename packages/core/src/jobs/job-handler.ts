import type { Logger } from "pino";

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
  readonly logger: Logger;
  /** How far the work is: `done` of `total`, in whatever it counts; a total that is not known is null. Cheap, shown while it runs. */
  progress(done: number, total: number | null): void;
  /** A line for the job's own page, shown while it runs; up to 500 a try. Cheap; what comes too fast or too much is left out. */
  log(line: string): void;
}

/**
 * Does one job. Returning means done. Throwing means: try again later, until the tries are used up. May run twice for one
 * job, when a worker dies between the work and the word that it is done, so what it calls is safe to run twice.
 */
export type JobHandler<P> = (run: JobRun<P>) => Promise<unknown>;
