import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { visibleTo } from "./jobs-overview.ts";
import { jobsOf } from "./own-jobs.ts";
import type { JobState, JobView } from "./views.ts";

export interface ListJobs {
  readonly state: JobState;
  readonly task?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

interface QueueRow {
  id: string;
  task: string;
  attempts: number;
  max_attempts: number;
  run_at: Date;
  created_at: Date;
  locked_at: Date | null;
  last_error: string | null;
}

/**
 * The organization's jobs and the instance's own in one state, newest first. What is done comes from the history, where it stays for two weeks.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listJobs(
  ctx: Ctx,
  { state, task, cursor, limit = 50 }: ListJobs,
): Promise<{ items: JobView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !/^\d{1,18}(-\d{1,18})?$/.test(cursor))
    throw new DomainError("invalid_input", { field: "cursor" });
  const page = { task, before: cursor, limit: limit + 1 };
  const rows = state === "done" ? await listDone(ctx, page) : await listQueued(ctx, { ...page, state });
  const items = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (items.at(-1)?.position ?? null) : null;
  return { items: items.map(({ view }) => view), nextCursor };
}

interface Page {
  readonly task: string | undefined;
  readonly before: string | undefined;
  readonly limit: number;
}

interface Placed {
  readonly position: string;
  readonly view: JobView;
}

const conditions = {
  active: "locked_at is not null",
  failed: "locked_at is null and attempts >= max_attempts",
  retrying: "locked_at is null and attempts > 0 and attempts < max_attempts",
  delayed: "locked_at is null and attempts = 0 and run_at > now()",
  waiting: "locked_at is null and attempts = 0 and run_at <= now()",
} as const satisfies Record<Exclude<JobState, "done">, string>;

async function listQueued(
  ctx: Ctx,
  { state, task, before, limit }: Page & { state: keyof typeof conditions },
): Promise<Placed[]> {
  const { rows } = await ctx.db.pool.query<QueueRow>(
    `select id::text, task_identifier as task, attempts, max_attempts, run_at, created_at, locked_at, last_error
     from graphile_worker.jobs
     where ${conditions[state]} and ${jobsOf(4)} and ($1::text is null or task_identifier = $1) and ($2::bigint is null or id < $2)
     order by jobs.id desc limit $3`,
    [task ?? null, before ?? null, limit, ctx.organizationId],
  );
  return rows.map((row) => ({
    position: row.id,
    view: {
      id: row.id,
      task: row.task,
      state,
      attempts: row.attempts,
      maxAttempts: row.max_attempts,
      runAt: row.run_at,
      queuedAt: row.created_at,
      startedAt: row.locked_at,
      finishedAt: null,
      lastError: row.last_error,
    },
  }));
}

async function listDone(ctx: Ctx, { task, before, limit }: Page): Promise<Placed[]> {
  const runs = await ctx.db.prisma.jobRun.findMany({
    where: {
      outcome: "done",
      ...visibleTo(ctx),
      ...(task !== undefined && { task }),
      ...(before !== undefined && { finishedAt: { lt: new Date(Number(before)) } }),
    },
    orderBy: [{ finishedAt: "desc" }, { jobId: "desc" }],
    take: limit,
  });
  return runs.map((run) => ({
    position: String(run.finishedAt.getTime()),
    view: {
      id: run.jobId.toString(),
      task: run.task,
      state: "done",
      attempts: run.attempt,
      maxAttempts: run.maxAttempts,
      runAt: null,
      queuedAt: run.queuedAt,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      lastError: run.error,
    },
  }));
}
