import type { Services } from "#context.ts";

import { addPartitionsAhead, dropOldPartitions, type DailyTable } from "./history/day-partitions.ts";

interface Kept {
  readonly name: string;
  /** One slice; returns rows removed. `$1` is now, `$2` how many at most. */
  readonly sql: string;
}

const slice = 5_000;

const slices: readonly Kept[] = [
  // What a subscriber has yet to handle, and all after it, stays.
  old(
    "event_log",
    "seq",
    `relayed_at < $1::timestamptz - interval '30 days'
       and seq < all (select coalesce(min(seq), 9223372036854775807) from subscriber_events)`,
  ),
  old("job_running", "job_id", "updated_at < $1::timestamptz - interval '7 days'"),
  old(
    "job_stats",
    "(grain, organization_id, at, task)",
    "grain = 'minute' and at < $1::timestamptz - interval '7 days' or at < $1::timestamptz - interval '90 days'",
    { columns: "grain, organization_id, at, task" },
  ),
  old("job_cancellations", "job_id", "requested_at < $1::timestamptz - interval '1 day'"),
  old("job_crashes", "job_id", "last_at < $1::timestamptz - interval '1 day'"),
  old("webhook_inbox", "id", "received_at < $1::timestamptz - interval '30 days' and state <> 'received'"),
  old(
    "callback_deliveries",
    "id",
    "created_at < $1::timestamptz - interval '30 days' and state in ('delivered', 'cancelled', 'dead')",
  ),
  old("callback_replays", "id", "finished_at < $1::timestamptz - interval '30 days'"),
  // The newest of each job stays: it tells when the next is due.
  old(
    "sync_jobs",
    "id",
    `finished_at < $1::timestamptz - interval '30 days' and exists (
       select from sync_jobs newer where newer.organization_id = sync_jobs.organization_id
         and newer.name = sync_jobs.name and newer.created_at > sync_jobs.created_at)`,
  ),
  // Uploaded, and never given to a product. One that somebody gives to a product at this moment is left out.
  old(
    "media",
    "id",
    `created_at < $1::timestamptz - interval '1 day' and not exists (
       select from product_media used where used.organization_id = media.organization_id and used.media_id = media.id)`,
    { locked: true },
  ),
  old("dead_letters", "id", "resolved_at < $1::timestamptz - interval '30 days'"),
  old("idempotency_keys", "(scope, key)", "expires_at < $1::timestamptz", { columns: "scope, key" }),
  old("handled_events", "(event_id, handler)", "handled_at < $1::timestamptz - interval '30 days'", {
    columns: "event_id, handler",
  }),
  old(
    "shopify_export_lines",
    "(run_id, end_byte)",
    "run_id in (select id from sync_jobs where finished_at < $1::timestamptz - interval '1 hour')",
    { columns: "run_id, end_byte" },
  ),
  old("mails", "id", "created_at < $1::timestamptz - interval '30 days'"),
  // Nobody can use them any more; for so long one can still see where one was signed in.
  old(
    "sessions",
    "id",
    "last_seen_at < $1::timestamptz - interval '60 days' or ended_at < $1::timestamptz - interval '30 days'",
  ),
  old("account_links", "id", "expires_at < $1::timestamptz - interval '1 day'"),
  old("rule_runs", "id", "at < $1::timestamptz - interval '14 days'"),
  old("rule_firings", "(rule_id, run_id)", "at < $1::timestamptz - interval '90 days'", { columns: "rule_id, run_id" }),
  old("rate_limits", "key", "window_start < $1::timestamptz - interval '1 day'"),
  // Full again by then: the longest quota is of a day.
  old("rate_buckets", "key", "counted_at < $1::timestamptz - interval '2 days'"),
];

/** How long finished jobs and their lines are kept where no setting says otherwise. */
const defaultHistoryDays = 14;
/** Made ahead, so that no write has to; it could, should nobody prune for longer. */
const daysAhead = 3;

/**
 * Removes history that is older than it is kept: whole days where a table has a partition for each, else in slices, so that
 * no delete holds a table for long. Returns how many days or rows went, by table. Orders, money, stock and the audit log
 * are kept for ever.
 */
export async function prune(
  services: Pick<Services, "db" | "now" | "settings">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  const keptDays = services.settings.jobHistoryDays ?? defaultHistoryDays;
  for (const table of ["job_runs", "job_lines"] satisfies DailyTable[]) {
    await addPartitionsAhead(services, { table, days: daysAhead });
    removed[table] = await dropOldPartitions(services, { table, keptDays });
  }
  for (const { name, sql } of slices) {
    removed[name] = 0;
    let last = slice;
    while (last === slice && signal?.aborted !== true) {
      const { rowCount } = await services.db.pool.query(sql, [services.now(), slice]);
      last = rowCount ?? 0;
      removed[name] += last;
    }
  }
  return removed;
}

interface OldOptions {
  /** The key's columns, where there are several. */
  readonly columns?: string;
  /** True: rows that somebody refers to at this moment stay for another time. */
  readonly locked?: boolean;
}

function old(table: string, key: string, condition: string, { columns = key, locked = false }: OldOptions = {}): Kept {
  const lock = locked ? " for update skip locked" : "";
  return {
    name: table,
    sql: `delete from ${table} where ${key} in (select ${columns} from ${table} where ${condition} limit $2${lock})`,
  };
}
