import type { Services } from "@cartwright/core";
import type { FinishedRun } from "@cartwright/core/jobs/job-history";

/** Tells the log what came of jobs. */
export interface OutcomeLog {
  write(run: FinishedRun, error: unknown): void;
}

/** So many successes a second get a line each. */
const mostPerSecond = 100;

/**
 * One line for each outcome. Failures always; of successes the first hundred of a second, and one line that counts the
 * rest: at twenty thousand jobs a second their lines would cost more than the jobs. The history keeps every one.
 */
export function createOutcomeLog(log: Services["log"], now: () => number = Date.now): OutcomeLog {
  let second = 0;
  let written = 0;
  let left = 0;
  const mayWrite = (): boolean => {
    const current = Math.floor(now() / 1_000);
    if (current !== second) {
      if (left > 0) log.info({ jobs: left }, "jobs_done");
      second = current;
      written = 0;
      left = 0;
    }
    if (written < mostPerSecond) written += 1;
    else left += 1;
    return left === 0;
  };
  return {
    write(run, error) {
      if (run.outcome === "failed") log.warn({ ...fieldsOf(run), err: error }, "job_failed");
      else if (run.outcome === "dead") log.error({ ...fieldsOf(run), err: error }, "job_dead");
      else if (run.outcome === "cancelled") log.info(fieldsOf(run), "job_cancelled");
      else if (mayWrite()) log.info(fieldsOf(run), "job_done");
    },
  };
}

function fieldsOf({ jobId, task, attempt, requestId, organizationId, startedAt, finishedAt, queuedAt }: FinishedRun) {
  return {
    jobId,
    task,
    attempt,
    requestId,
    organizationId,
    waitMs: startedAt.getTime() - queuedAt.getTime(),
    runMs: finishedAt.getTime() - startedAt.getTime(),
  };
}
