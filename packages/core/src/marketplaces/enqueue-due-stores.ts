import { runSql, type SqlTx } from "@cartwright/db";

import type { Services } from "#context.ts";

import { storeJobMaxAttempts } from "./store-job.ts";

export interface EnqueuedStores {
  /** Connected stores in `pending`, `failed` or `partial`, and those with something to try again or to look for. */
  readonly scannedStores: number;
  /** Jobs that were added: for stores with something due that had none. */
  readonly enqueuedJobs: number;
}

export interface EnqueueDueStores {
  readonly requestId: string;
  readonly signal?: AbortSignal | undefined;
  /** Stores per statement. Default 5,000. */
  readonly page?: number;
}

interface Position {
  readonly createdAt: string;
  readonly id: string;
}

/**
 * Walks all stores that have something open, in the order in which they were registered, and adds the job of each that has
 * something due. What is due is in the rows, and a job that is there is left alone: however often this runs, nothing is tried
 * sooner. A page is one statement, so the walk holds none of it in memory.
 */
export async function enqueueDueStores(
  { db, now }: Pick<Services, "db" | "now">,
  { requestId, signal, page = 5_000 }: EnqueueDueStores,
): Promise<EnqueuedStores> {
  const total = { scannedStores: 0, enqueuedJobs: 0 };
  let after: Position | null = { createdAt: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  while (after !== null && signal?.aborted !== true) {
    const position: Position = after;
    const walked = await runSql(db, (sql) => walkPage(sql, { after: position, page, requestId, now: now() }));
    total.scannedStores += walked.scanned;
    total.enqueuedJobs += walked.enqueued;
    after = walked.last;
  }
  return total;
}

interface PageRow {
  scanned: number;
  enqueued: number;
  last_created_at: string | null;
  last_id: string | null;
}

async function walkPage(
  sql: SqlTx,
  { after, page, requestId, now }: { after: Position; page: number; requestId: string; now: Date },
): Promise<{ scanned: number; enqueued: number; last: Position | null }> {
  const [row] = await sql.$queryRaw<PageRow[]>`
    with page as materialized (
      select id, organization_id, created_at, next_attempt_at, next_pull_at, held_until from marketplace_stores
      where disconnected_at is null and (sync_status <> 'success' or next_attempt_at is not null or next_pull_at is not null)
        and (created_at, id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)
      order by created_at, id limit ${page}
    ), due as (
      select row('sync-store',
          json_build_object('organizationId', organization_id, 'storeId', id, 'requestId', ${requestId}::text),
          null, null, ${storeJobMaxAttempts}::int, 'store:' || id, null, null)::graphile_worker.job_spec as spec
      from page
      where least(next_attempt_at, next_pull_at) <= ${now} and coalesce(held_until, ${now}) <= ${now}
        and not exists (select from graphile_worker._private_jobs job
          where job.key = 'store:' || page.id and (job.locked_at is not null or job.attempts < job.max_attempts))
    ), added as (
      select count(*)::int as jobs from graphile_worker.add_jobs(array(select spec from due), true)
    ), last as (
      select created_at, id from page order by created_at desc, id desc limit 1
    )
    select (select count(*)::int from page) as scanned, (select jobs from added) as enqueued,
      (select created_at::text from last) as last_created_at, (select id::text from last) as last_id`;
  const { scanned = 0, enqueued = 0, last_created_at: createdAt = null, last_id: id = null } = row ?? {};
  const isLast = scanned < page || createdAt === null || id === null;
  return { scanned, enqueued, last: isLast ? null : { createdAt, id } };
}
