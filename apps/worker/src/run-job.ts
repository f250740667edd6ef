import type { Job, Task } from "graphile-worker";

import type { Services } from "@cartwright/core";
import { organizationOf, writeDeadJobs } from "@cartwright/core/jobs/dead-jobs";
import { GiveUp } from "@cartwright/core/jobs/give-up";
import { forgetCancellations } from "@cartwright/core/jobs/job-control";
import type { JobHandler, JobRun } from "@cartwright/core/jobs/job-handler";
import type { FinishedRun, JobHistory } from "@cartwright/core/jobs/job-history";
import type { KnownJob } from "@cartwright/core/jobs/job-registry";
import { markBegun } from "@cartwright/core/jobs/mark-begun";
import { newLetterId } from "@cartwright/core/jobs/new-letter-id";

import type { OutcomeLog } from "./outcome-log.ts";
import type { RunningJob, RunningJobs, StopReason } from "./running-jobs.ts";

/** What every job of a process shares. */
export interface JobResources {
  readonly services: Services;
  readonly history: JobHistory;
  readonly running: RunningJobs;
  readonly outcomes: OutcomeLog;
  /** Until the others know that this worker is alive: of one that dies before, only the slower sweep would find the jobs. */
  readonly whenAlive: () => Promise<unknown> | undefined;
  /** Hears of jobs that a stop cut short: they are put back with all the tries that they had. */
  readonly onInterrupted: (job: Pick<Job, "id" | "attempts">) => void;
}

export interface JobToRun {
  readonly name: string;
  readonly job: KnownJob;
  readonly handler: JobHandler<unknown>;
}

/**
 * A job's handler as Graphile Worker runs it: parses the payload, does the work, writes down what came of it.
 *
 * Work that throws is tried again later. On the last attempt, when it throws `GiveUp`, and for a payload that cannot be read,
 * it becomes a dead letter instead, and the queue forgets it: a person decides. One that was cancelled is over, whatever it threw.
 */
export function toTask(toRun: JobToRun, resources: JobResources): Task {
  return async (raw, { job }) => {
    const alive = resources.whenAlive();
    if (alive !== undefined) await alive;
    const begun = begin(toRun.name, raw, { job, resources });
    const running = resources.running.begin(job.id);
    resources.history.begin(begun);
    try {
      const failure = await attempt(toRun, begun, { job, running, resources });
      await settle(begun, failure, { job, running, resources });
    } finally {
      running.end();
    }
  };
}

/** The story of a try, up to now. */
type Begun = Omit<FinishedRun, "outcome" | "error" | "finishedAt">;

interface Try {
  readonly job: Job;
  readonly running: RunningJob;
  readonly resources: JobResources;
}

interface Failure {
  readonly error: unknown;
  /** Trying again cannot help. */
  readonly isFinal: boolean;
}

function begin(task: string, payload: unknown, { job }: Pick<Try, "job" | "resources">): Begun {
  return {
    jobId: job.id,
    task,
    organizationId: organizationOf(payload),
    payload,
    attempt: job.attempts,
    maxAttempts: job.max_attempts,
    workerId: job.locked_by ?? "unknown",
    requestId: requestOf(payload) ?? null,
    jobKey: job.key,
    queuedAt: job.created_at,
    dueAt: job.run_at,
    startedAt: new Date(),
  };
}

async function attempt({ job: known, handler }: JobToRun, begun: Begun, given: Try): Promise<Failure | null> {
  const { services } = given.resources;
  const parsed = known.schema.safeParse(begun.payload);
  if (!parsed.success) return { error: parsed.error, isFinal: true };
  try {
    // A first try has killed nobody; later ones may, and are to be known by it.
    if (begun.attempt > 1) await markBegun(services.db.pool, { jobId: begun.jobId, workerId: begun.workerId });
    if (given.running.stopped !== undefined) given.running.signal.throwIfAborted();
    await handler(toRun(parsed.data, begun, given));
    return null;
  } catch (error) {
    return { error, isFinal: error instanceof GiveUp };
  }
}

function toRun(payload: unknown, begun: Begun, { running, resources }: Try): JobRun<unknown> {
  const { jobId, task, organizationId } = begun;
  const { history, services } = resources;
  const requestId = begun.requestId ?? `job:${jobId}`;
  let logger: Services["log"] | undefined;
  return {
    payload,
    jobId,
    attempt: begun.attempt,
    maxAttempts: begun.maxAttempts,
    organizationId,
    requestId,
    get signal() {
      return running.signal;
    },
    // Made when it is asked for: most jobs say nothing.
    get logger() {
      return (logger ??= services.log.child({ task, jobId, requestId }));
    },
    progress: (done, total) => history.progress(jobId, done, total),
    log: (line) => history.log(jobId, line),
  };
}

async function settle(begun: Begun, failure: Failure | null, { job, running, resources }: Try): Promise<void> {
  const { services, history, outcomes } = resources;
  const { stopped } = running;
  const outcome = outcomeOf(begun, failure, stopped);
  const run: FinishedRun = {
    ...begun,
    outcome,
    error: failure === null ? null : textOf(failure.error),
    stack: failure !== null && failure.error instanceof Error ? (failure.error.stack ?? null) : null,
    finishedAt: new Date(),
  };
  if (outcome === "dead") await giveUp(services, run);
  if (stopped === "cancelled") await forgetCancellations(services.db.pool, [begun.jobId]);
  history.record(run);
  outcomes.write(run, failure?.error);
  if (outcome === "failed") {
    if (stopped === "stopping") resources.onInterrupted(job);
    throw failure?.error;
  }
}

function outcomeOf(
  { attempt: tries, maxAttempts }: Begun,
  failure: Failure | null,
  stopped: StopReason | undefined,
): FinishedRun["outcome"] {
  if (failure === null) return "done";
  if (stopped === "cancelled") return "cancelled";
  if (failure.isFinal) return "dead";
  return tries >= maxAttempts && stopped !== "stopping" ? "dead" : "failed";
}

async function giveUp({ db }: Services, run: FinishedRun): Promise<void> {
  const { jobId, task, payload, attempt: attempts } = run;
  await writeDeadJobs(db.pool, [
    { id: newLetterId(), jobId, task, payload, attempts, error: run.error ?? "it failed without a word" },
  ]);
}

function requestOf(raw: unknown): string | undefined {
  if (typeof raw !== "object" || raw === null || !("requestId" in raw)) return undefined;
  return typeof raw.requestId === "string" ? raw.requestId : undefined;
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
