import type { Ctx } from "#context.ts";

import type { QueueRow } from "./queue-rows.ts";
import type { WaitReason } from "./views.ts";

export type WaitingJob = Pick<
  QueueRow,
  "id" | "task" | "state" | "run_at" | "last_error" | "queue_name" | "attempts" | "max_attempts"
> & { readonly priority: number };

/** Jobs before a job are counted up to this. */
const mostCounted = 1_000;

interface Surroundings {
  paused_reason: string | null;
  paused_at: Date | null;
  workers: number;
  able: number;
  concurrency: number;
  running: number;
  queue_held_by: string | null;
  queue_held: boolean;
}

/**
 * Why a job does not run now: the first reason that would have to go away. Null for one that runs.
 */
export async function explainWait({ db }: Pick<Ctx, "db">, job: WaitingJob): Promise<WaitReason | null> {
  if (job.state === "active") return null;
  if (job.state === "failed") return { kind: "out_of_tries", tries: job.attempts };
  const { rows } = await db.pool.query<Surroundings>(surroundingsSql, [job.task, job.queue_name]);
  const [around] = rows;
  if (around === undefined) return null;
  return (
    permanent(job, around) ??
    byTime(job, job.run_at) ??
    (around.queue_held ? { kind: "queue", queue: job.queue_name ?? "", behindJobId: around.queue_held_by } : null) ??
    behindOthers(around, await countBefore(db, job))
  );
}

/** What no passing of time will change. */
function permanent({ task }: WaitingJob, around: Surroundings): WaitReason | null {
  if (around.paused_at !== null)
    return { kind: "paused", task, reason: around.paused_reason, pausedAt: around.paused_at };
  if (around.workers === 0) return { kind: "no_worker" };
  return around.able === 0 ? { kind: "unknown_task", task } : null;
}

function byTime({ state, last_error: error, attempts, max_attempts: of }: WaitingJob, runAt: Date): WaitReason | null {
  if (runAt.getTime() <= Date.now()) return null;
  if (state === "retrying") return { kind: "retrying", runAt, error, attempts, maxAttempts: of };
  return { kind: "later", runAt };
}

function behindOthers({ running, concurrency }: Surroundings, before: number): WaitReason {
  if (concurrency > 0 && running >= concurrency) return { kind: "workers_busy", running, concurrency, before };
  return { kind: "next", before, atLeast: before === mostCounted };
}

async function countBefore(db: Ctx["db"], { id, priority, run_at: runAt }: WaitingJob): Promise<number> {
  const { rows } = await db.pool.query<{ before: number }>(
    `select count(*)::int as before from (
       select from graphile_worker._private_jobs
       where is_available and run_at <= now() and (priority, run_at) <= ($2::int, $3::timestamptz) and id <> $1::bigint
       limit ${mostCounted}
     ) first`,
    [id, priority, runAt],
  );
  return rows[0]?.before ?? 0;
}

const surroundingsSql = `
  select pause.reason as paused_reason, pause.paused_at,
    (select count(*) from job_workers)::int as workers,
    (select count(*) from job_workers where $1 = any(tasks))::int as able,
    (select coalesce(sum(concurrency), 0) from job_workers where $1 = any(tasks))::int as concurrency,
    (select coalesce(sum(running), 0) from job_workers where $1 = any(tasks))::int as running,
    queue.locked_at is not null as queue_held,
    (select id::text from graphile_worker._private_jobs where job_queue_id = queue.id and locked_at is not null limit 1)
      as queue_held_by
  from (select) nothing
  left join job_pauses pause on pause.task = $1
  left join graphile_worker._private_job_queues queue on queue.queue_name = $2`;
