import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { JobPage, JobView } from "./views.ts";

export interface ListDoneJobs {
  readonly task?: string | undefined;
  /** A number, key or correlation id of a job, as a whole. */
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * Done jobs of the organization and of the instance, the last one first, out of the history.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listDoneJobs(ctx: Ctx, { task, search = "", cursor, limit }: ListDoneJobs): Promise<JobPage> {
  const [before, beforeJob] = readCursor(cursor);
  const wanted = search.trim();
  const { rows } = await ctx.db.pool.query<DoneRow>(wanted === "" ? lastOfEachTask : bySearch, [
    ctx.organizationId,
    task ?? null,
    before,
    beforeJob,
    limit + 1,
    ...(wanted === "" ? [] : [wanted, /^\d{1,18}$/.test(wanted) ? wanted : null]),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(toView),
    nextCursor: rows.length > limit && last ? `${last.finished_at.getTime()}-${last.job_id}` : null,
    lookedThrough: items.length,
  };
}

const cursorShape = z
  .string()
  .regex(/^\d{1,15}-\d{1,18}$/)
  .transform((text) => text.split("-"));

function readCursor(cursor: string | undefined): [Date | null, string | null] {
  if (cursor === undefined) return [null, null];
  const parsed = cursorShape.safeParse(cursor);
  const [ms, jobId = null] = parsed.data ?? [];
  const instant = new Date(Number(ms));
  if (!parsed.success || Number.isNaN(instant.getTime())) throw new DomainError("invalid_input", { field: "cursor" });
  return [instant, jobId];
}

const columns = `job_id::text, task, attempt, max_attempts, queued_at, started_at, finished_at, error, job_key, request_id,
  progress_done, progress_total`;
const order = "order by finished_at desc, job_id desc limit $5";
const page = "($3::timestamptz is null or (finished_at, job_id) < ($3, $4::bigint))";

// The index is by owner, outcome and task: the last of each are read off it and the last of those taken, so that neither a
// busy task nor a busy neighbour has to be looked through.
const lastOfEachTask = `
  select run.* from (select $1::uuid as owner union all select null) owners
  cross join (select identifier from graphile_worker._private_tasks where $2::text is null or identifier = $2) tasks
  cross join lateral (
    (select ${columns} from job_runs
     where organization_id = owner and outcome = 'done' and task = identifier and ${page} ${order})
    union all
    (select ${columns} from job_runs
     where owner is null and organization_id is null and outcome = 'done' and task = identifier and ${page} ${order})
  ) run
  ${order}`;

const bySearch = `
  select ${columns} from job_runs
  where (request_id = $6 or job_key = $6 or job_id = $7::bigint)
    and outcome = 'done' and (organization_id = $1::uuid or organization_id is null)
    and ($2::text is null or task = $2) and ${page}
  ${order}`;

interface DoneRow {
  job_id: string;
  task: string;
  attempt: number;
  max_attempts: number;
  queued_at: Date;
  started_at: Date;
  finished_at: Date;
  error: string | null;
  job_key: string | null;
  request_id: string | null;
  progress_done: number | null;
  progress_total: number | null;
}

function toView(row: DoneRow): JobView {
  return {
    id: row.job_id,
    task: row.task,
    state: "done",
    attempts: row.attempt,
    maxAttempts: row.max_attempts,
    runAt: null,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    lastError: row.error,
    jobKey: row.job_key,
    requestId: row.request_id,
    progress: row.progress_done === null ? null : { done: row.progress_done, total: row.progress_total },
  };
}
