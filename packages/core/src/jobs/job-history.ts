import type { Services } from "#context.ts";

import { createLineBuffer } from "./history/line-buffer.ts";
import { createRunBuffer } from "./history/run-buffer.ts";
import { createRunningJobs } from "./history/running-jobs.ts";
import { createStatistics } from "./history/statistics.ts";

/** A job that a worker has begun. */
export interface BegunRun {
  readonly jobId: string;
  readonly task: string;
  readonly organizationId: string | null;
  readonly attempt: number;
  readonly workerId: string;
  readonly startedAt: Date;
}

/** One try of a job, ended. */
export interface FinishedRun extends BegunRun {
  readonly payload: unknown;
  readonly maxAttempts: number;
  /** `failed` is tried again later, `dead` was given up on, `cancelled` was stopped by a person. */
  readonly outcome: "done" | "failed" | "dead" | "cancelled";
  /** Name and message; null when it was done. */
  readonly error: string | null;
  readonly stack?: string | null;
  readonly requestId: string | null;
  readonly jobKey?: string | null;
  readonly queue?: string | null;
  readonly queuedAt: Date;
  /** From when on it could have run; when nobody says, from when it was queued. */
  readonly dueAt?: Date;
  readonly finishedAt: Date;
}

/**
 * The story of jobs, which the queue itself forgets. Nothing here waits for the database or throws: what is told is
 * collected and written together a moment later. What is lost with a killed process is history, never work.
 */
export interface JobHistory {
  /** A job has begun. Those that run for longer than a second are shown as running. */
  begin(run: BegunRun): void;
  /** How far a begun job is: `done` of `total`, in whatever the job counts; a null total is not known. */
  progress(jobId: string, done: number, total: number | null): void;
  /** Something a begun job has to say, kept for its page: up to 500 lines a try of 2,000 characters each. */
  log(jobId: string, line: string): void;
  /** A try has ended. */
  record(run: FinishedRun): void;
  /** Writes what was told so far. */
  flush(): Promise<void>;
  /** Writes the rest and stops. */
  close(): Promise<void>;
}

export interface JobHistoryOptions {
  /** How often finished tries and lines are written; default 200 ms. */
  readonly flushMs?: number;
  /** How often running jobs and statistics are written; default 1 s. */
  readonly slowFlushMs?: number;
}

/** Opens the history of one worker process. */
export function createJobHistory(
  services: Pick<Services, "db" | "log">,
  { flushMs = 200, slowFlushMs = 1_000 }: JobHistoryOptions = {},
): JobHistory {
  const runs = createRunBuffer(services);
  const lines = createLineBuffer(services);
  const statistics = createStatistics(services);
  const running = createRunningJobs(services);
  const quick = inTurns(async () => {
    await runs.write();
    await lines.write();
  });
  const slow = inTurns(async () => {
    await statistics.write();
    await running.write();
  });
  const timers = [setInterval(quick.ifIdle, flushMs), setInterval(slow.ifIdle, slowFlushMs)];
  const flush = async (): Promise<void> => void (await Promise.all([quick.run(), slow.run()]));
  return {
    begin: running.begin,
    progress: running.progress,
    log(jobId, line) {
      const run = running.get(jobId);
      if (run) lines.add(run, line);
    },
    record(run) {
      runs.add(run, running.end(run.jobId));
      statistics.add(run);
    },
    flush,
    async close() {
      for (const timer of timers) clearInterval(timer);
      await flush();
    },
  };
}

/** Runs of `work` one after another; a timer skips its turn while one is under way, so that none pile up. */
function inTurns(work: () => Promise<void>): { run: () => Promise<void>; ifIdle: () => void } {
  let last: Promise<void> = Promise.resolve();
  let underWay = 0;
  const run = (): Promise<void> => {
    underWay += 1;
    last = last.then(work).finally(() => {
      underWay -= 1;
    });
    return last;
  };
  return { run, ifIdle: () => void (underWay === 0 && run()) };
}
