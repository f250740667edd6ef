import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { listDoneJobs } from "./list-done-jobs.ts";
import { queueColumns, queueJoins, stateConditions, taskNumber, toQueuedView, visibleJobs } from "./queue-rows.ts";
import type { QueuedState, QueueRow } from "./queue-rows.ts";
import type { JobPage, JobState } from "./views.ts";

export interface ListJobs {
  readonly state: JobState;
  readonly task?: string | undefined;
  /** A number, key or correlation id of a job as a whole, or a part of its error's text. */
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** So many jobs are looked through for one page; a longer queue is looked through page by page. */
const mostLookedAt = 20_000;

/**
 * The organization's jobs and the instance's own in one state, newest first. What is done comes from the history. A page may
 * hold fewer than `limit` jobs and still have one after it: no page looks through a queue of any length.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listJobs(ctx: Ctx, { state, limit = 50, ...filter }: ListJobs): Promise<JobPage> {
  if (state === "done") return listDoneJobs(ctx, { ...filter, limit });
  const { task, cursor, search } = filter;
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) throw new DomainError("invalid_input", { field: "cursor" });
  const taskId = task === undefined ? null : await taskNumber(ctx, task);
  if (task !== undefined && taskId === null) return { items: [], nextCursor: null, lookedThrough: 0 };
  return listQueued(ctx, { state, taskId, search: search?.trim() ?? "", before: cursor ?? null, limit });
}

interface Page {
  readonly state: QueuedState;
  readonly taskId: number | null;
  readonly search: string;
  readonly before: string | null;
  readonly limit: number;
}

async function listQueued(ctx: Ctx, { state, taskId, search, before, limit }: Page): Promise<JobPage> {
  const { rows } = await ctx.db.pool.query<QueueRow & { looked: number; last: string | null }>(
    listSql(state, search !== ""),
    [ctx.organizationId, taskId, before, limit + 1, mostLookedAt, ...(search === "" ? [] : [search])],
  );
  const found = rows.filter(({ id }) => id !== null);
  const items = found.slice(0, limit).map(toQueuedView);
  const { looked = 0, last = null } = rows[0] ?? {};
  const further = looked === mostLookedAt ? last : null;
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : further, lookedThrough: looked };
}

// What is cheap to tell, state and task, goes first and ends the search; payloads are read of so many only.
function listSql(state: QueuedState, searching: boolean): string {
  return `
    with looked as materialized (
      select job.* from graphile_worker._private_jobs job
      where ${stateConditions[state]} and ($2::int is null or job.task_id = $2) and ($3::bigint is null or job.id < $3)
      order by job.id desc limit $5
    ), found as (
      select ${queueColumns} from looked job ${queueJoins}
      where ${visibleJobs(1)} ${searching ? `and ${searchCondition}` : ""}
      order by job.id desc limit $4
    )
    select found.*, ends.looked, ends.last
    from (select count(*)::int as looked, min(id)::text as last from looked) ends left join found on true
    order by found.id::bigint desc`;
}

const searchCondition = `(
  job.id::text = $6 or job.key = $6 or job.payload->>'requestId' = $6 or job.payload->>'eventId' = $6
  or position(lower($6) in lower(job.last_error)) > 0)`;
