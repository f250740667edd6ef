import type { Ctx } from "#context.ts";

import type { JobState, JobView } from "./views.ts";

/** A state of a job that is in the queue. */
export type QueuedState = Exclude<JobState, "done">;

/** What makes a job of the queue's own table (`job`) be in a state. */
export const stateConditions = {
  active: "job.locked_at is not null",
  failed: "job.locked_at is null and job.attempts >= job.max_attempts",
  retrying: "job.is_available and job.attempts > 0",
  delayed: "job.is_available and job.attempts = 0 and job.run_at > now()",
  waiting: "job.is_available and job.attempts = 0 and job.run_at <= now()",
} as const satisfies Record<QueuedState, string>;

/**
 * Condition on the queue's own table (`job`) for what the organization `$n` may see: jobs whose payload names it, and jobs
 * of the whole instance, which name none.
 */
export function visibleJobs(n: number): string {
  return `coalesce(job.payload->>'organizationId', $${n}) = $${n}`;
}

/** What is read of a job; `job`, `task`, `queue` and `running` are joined by `queueJoins`. */
export const queueColumns = `
  job.id::text, task.identifier as task, job.attempts, job.max_attempts, job.run_at, job.created_at, job.locked_at,
  job.last_error, job.key, queue.queue_name, job.payload->>'requestId' as request_id,
  running.started_at, running.progress_done, running.progress_total,
  case ${Object.entries(stateConditions)
    .map(([state, condition]) => `when ${condition} then '${state}'`)
    .join(" ")} end as state`;

export const queueJoins = `
  join graphile_worker._private_tasks task on task.id = job.task_id
  left join graphile_worker._private_job_queues queue on queue.id = job.job_queue_id
  left join job_running running on running.job_id = job.id and running.worker_id = job.locked_by`;

export interface QueueRow {
  id: string;
  task: string;
  state: QueuedState;
  attempts: number;
  max_attempts: number;
  run_at: Date;
  created_at: Date;
  locked_at: Date | null;
  last_error: string | null;
  key: string | null;
  queue_name: string | null;
  request_id: string | null;
  started_at: Date | null;
  progress_done: number | null;
  progress_total: number | null;
}

/** A job of the queue as people see it. */
export function toQueuedView(row: QueueRow): JobView {
  return {
    id: row.id,
    task: row.task,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    runAt: row.run_at,
    queuedAt: row.created_at,
    startedAt: row.started_at ?? row.locked_at,
    finishedAt: null,
    lastError: row.last_error,
    jobKey: row.key,
    requestId: row.request_id,
    progress: row.progress_done === null ? null : { done: row.progress_done, total: row.progress_total },
  };
}

/** The number of a task in the queue's tables; null for one that has never had a job. */
export async function taskNumber({ db }: Pick<Ctx, "db">, task: string): Promise<number | null> {
  const { rows } = await db.pool.query<{ id: number }>(
    "select id from graphile_worker._private_tasks where identifier = $1",
    [task],
  );
  return rows[0]?.id ?? null;
}
