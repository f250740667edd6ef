import type { JobHelpers, Task } from "graphile-worker";

import type { Services } from "@cartwright/core";
import type { CallbackSender } from "@cartwright/core/callbacks/callback-sender";
import { jobCatalogue, type JobName, type JobPayload } from "@cartwright/core/jobs/catalogue";
import { organizationOf, writeDeadJobs } from "@cartwright/core/jobs/dead-jobs";
import type { FinishedRun, JobHistory } from "@cartwright/core/jobs/job-history";
import { newLetterId } from "@cartwright/core/jobs/new-letter-id";

/** What a worker process lends to its tasks. */
export interface TaskResources {
  readonly services: Services;
  readonly history: JobHistory;
  /** Sends callbacks in the background of this process. */
  readonly callbackSender: CallbackSender;
}

export interface TaskRun<N extends JobName> {
  readonly services: Services;
  readonly callbackSender: CallbackSender;
  readonly payload: JobPayload<N>;
  /** Of the request that caused the job; the job's own number when nobody did. */
  readonly requestId: string;
  /** Fires when the worker is stopping and has waited long enough. */
  readonly signal: AbortSignal;
}

export interface TaskDefinition {
  readonly name: JobName;
  /** The task as Graphile Worker runs it. */
  readonly build: (resources: TaskResources) => Task;
}

/**
 * A task: parses the payload, does the work, writes down what came of it.
 *
 * Work that throws is tried again later. On the last attempt, and for a payload that cannot be read, it becomes a dead
 * letter instead, and the queue forgets it: a person decides.
 */
export function defineTask<N extends JobName>(name: N, work: (run: TaskRun<N>) => Promise<unknown>): TaskDefinition {
  return {
    name,
    build: (resources) => async (raw, helpers) => {
      const startedAt = new Date();
      const failure = await attempt({ name, work, resources }, raw, helpers);
      const isLast = failure !== null && (failure.isFinal || helpers.job.attempts >= helpers.job.max_attempts);
      const finished = describe(helpers, { name, raw, startedAt, failure, isLast });
      if (isLast) await giveUp(resources, finished);
      resources.history.record(finished);
      logOutcome(resources.services.log, finished, failure);
      if (failure !== null && !isLast) throw failure.error;
    },
  };
}

interface Failure {
  readonly error: unknown;
  /** Trying again cannot help. */
  readonly isFinal: boolean;
}

interface Attempted<N extends JobName> {
  readonly name: N;
  readonly work: (run: TaskRun<N>) => Promise<unknown>;
  readonly resources: TaskResources;
}

async function attempt<N extends JobName>(
  { name, work, resources }: Attempted<N>,
  raw: unknown,
  helpers: JobHelpers,
): Promise<Failure | null> {
  const parsed = parsePayload(name, raw);
  if (!parsed.success) return { error: parsed.error, isFinal: true };
  const { services, callbackSender } = resources;
  const requestId = requestOf(raw) ?? `job:${helpers.job.id}`;
  try {
    await work({ services, callbackSender, payload: parsed.data, requestId, signal: helpers.abortSignal });
    return null;
  } catch (error) {
    return { error, isFinal: false };
  }
}

type Parsed<N extends JobName> = { success: true; data: JobPayload<N> } | { success: false; error: Error };

function parsePayload<N extends JobName>(name: N, raw: unknown): Parsed<N> {
  // The catalogue's entry and its payload type are two views of one line; the compiler loses that through the index.
  return jobCatalogue[name].safeParse(raw) as Parsed<N>;
}

function describe(
  { job }: JobHelpers,
  run: { name: string; raw: unknown; startedAt: Date; failure: Failure | null; isLast: boolean },
): FinishedRun {
  const { name, raw, startedAt, failure, isLast } = run;
  return {
    jobId: job.id,
    task: name,
    organizationId: organizationOf(raw),
    payload: raw,
    attempt: job.attempts,
    maxAttempts: job.max_attempts,
    outcome: failure === null ? "done" : isLast ? "dead" : "failed",
    error: failure === null ? null : textOf(failure.error),
    workerId: job.locked_by ?? "unknown",
    requestId: requestOf(raw) ?? null,
    queuedAt: job.created_at,
    startedAt,
    finishedAt: new Date(),
  };
}

async function giveUp({ services }: TaskResources, run: FinishedRun): Promise<void> {
  const { jobId, task, payload, attempt: attempts } = run;
  const error = run.error ?? "unknown";
  await writeDeadJobs(services.db.pool, [{ id: newLetterId(), jobId, task, payload, attempts, error }]);
}

function logOutcome(log: Services["log"], run: FinishedRun, failure: Failure | null): void {
  const { jobId, task, attempt: tries, requestId, startedAt, finishedAt, queuedAt } = run;
  const fields = {
    jobId,
    task,
    attempt: tries,
    requestId,
    waitMs: startedAt.getTime() - queuedAt.getTime(),
    runMs: finishedAt.getTime() - startedAt.getTime(),
  };
  if (run.outcome === "done") log.info(fields, "job_done");
  else if (run.outcome === "failed") log.warn({ ...fields, err: failure?.error }, "job_failed");
  else log.error({ ...fields, err: failure?.error }, "job_dead");
}

function requestOf(raw: unknown): string | undefined {
  if (typeof raw !== "object" || raw === null || !("requestId" in raw)) return undefined;
  return typeof raw.requestId === "string" ? raw.requestId : undefined;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
