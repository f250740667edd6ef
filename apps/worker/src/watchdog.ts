import { setTimeout as wait } from "node:timers/promises";

import type { Pool } from "pg";

import type { Services } from "@cartwright/core";

import type { FatalReason } from "./exit-codes.ts";
import { repeat, type Repetition } from "./repeat.ts";
import type { RunningJobs } from "./running-jobs.ts";

export interface WatchdogOptions {
  /** The queue's own connections: when they are dead, so is the queue, whatever else works. */
  readonly pool: Pool;
  readonly running: RunningJobs;
  readonly concurrency: number;
  /** The jobs that it may take now: those it can do and nobody has paused. */
  readonly tasks: () => readonly string[];
  readonly log: Services["log"];
  readonly onFatal: (reason: FatalReason) => void;
  /** For so long it may do nothing although it could. Default 20 seconds. */
  readonly patienceMs?: number;
}

/**
 * Ends a worker that lives and does no work, which nobody would notice otherwise: a slot is free, a job that it may take has
 * been ready all the while, and it has begun none; or the queue's connections answer nothing any more.
 */
export function startWatchdog(options: WatchdogOptions): Repetition {
  const { log, onFatal, running, concurrency, patienceMs = 20_000 } = options;
  let answeredAt = performance.now();
  let freeSince = performance.now();
  return repeat({ name: "watchdog", everyMs: patienceMs / 8, log }, async () => {
    const now = performance.now();
    if (running.count >= concurrency) freeSince = now;
    const idleMs = now - Math.max(running.lastBegunAt, freeSince);
    const overdue = await isOverdue(options, patienceMs).catch((error: unknown) => {
      log.warn({ err: error }, "watchdog_unanswered");
      return null;
    });
    if (overdue !== null) answeredAt = performance.now();
    if (performance.now() - answeredAt > patienceMs * 1.5) onFatal("queue_unreachable");
    else if (overdue === true && idleMs > patienceMs) onFatal("worker_stalled");
  });
}

const answerWithinMs = 5_000;

async function isOverdue({ pool, tasks }: WatchdogOptions, patienceMs: number): Promise<boolean> {
  const late = new AbortController();
  const asked = pool.query<{ overdue: boolean }>({
    name: "cartwright_watchdog",
    // Ordered as the queue's own index is, which so answers for the oldest without a look at the others.
    text: `select exists (
        select from graphile_worker._private_jobs job
        join graphile_worker._private_tasks task on task.id = job.task_id
        where job.is_available and job.run_at < now() - $1 * interval '1 millisecond' and task.identifier = any($2)
          and (job.job_queue_id is null or job.job_queue_id in (
            select id from graphile_worker._private_job_queues where is_available))
      ) as overdue`,
    values: [patienceMs, tasks()],
  });
  try {
    const answer = await Promise.race([asked, wait(answerWithinMs, null, { signal: late.signal })]);
    if (answer === null) throw new Error(`the queue's connections gave no answer within ${answerWithinMs} ms`);
    return answer.rows[0]?.overdue === true;
  } finally {
    late.abort();
    asked.catch(() => undefined);
  }
}
