import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface SubscriberView {
  readonly name: string;
  /** Which events it is told of. */
  readonly patterns: readonly string[];
  /** When a worker whose code holds it was last heard of. */
  readonly seenAt: Date;
  /** Whether that is less than a minute ago: else what it is told of waits. */
  readonly alive: boolean;
  /** The organization's events that it has yet to handle, 1,000 at most. */
  readonly waiting: number;
  /** Of those, how many failed and wait for their next attempt. */
  readonly failed: number;
  /** When the oldest of them happened; null when nothing waits. */
  readonly oldestAt: Date | null;
  readonly nextAttemptAt: Date | null;
  /** What the oldest that failed said. */
  readonly lastError: string | null;
  /** Events that it was given up on with and nobody has settled, 1,000 at most. */
  readonly deadLetters: number;
}

/**
 * Who acts on events, by name, and how far behind each is with those of the organization. One statement a page, which reads
 * 1,000 waiting events of each at most.
 *
 * @throws DomainError `invalid_input` for a cursor that is no name
 */
export async function listSubscribers(
  ctx: Ctx,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<{ items: SubscriberView[]; nextCursor: string | null }> {
  if (cursor !== undefined && !z.string().min(1).max(200).safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const { rows } = await ctx.db.pool.query<SubscriberView>(listSql, [ctx.organizationId, cursor ?? "", limit + 1]);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null };
}

const listSql = `
  select known.name, known.patterns, known.seen_at as "seenAt", known.seen_at > now() - interval '1 minute' as alive,
    queue.waiting, queue.failed, first.occurred_at as "oldestAt", queue.next_attempt_at as "nextAttemptAt",
    queue.last_error as "lastError", letters.count as "deadLetters"
  from (
    select name, array_agg(pattern order by pattern) as patterns, max(seen_at) as seen_at
    from event_subscribers where name > $2 group by name order by name limit $3
  ) known
  cross join lateral (
    select count(*)::int as waiting, (count(*) filter (where attempts > 0))::int as failed, min(seq) as seq,
      min(next_attempt_at) as next_attempt_at,
      (array_agg(last_error order by seq) filter (where attempts > 0))[1] as last_error
    from (
      select seq, attempts, next_attempt_at, last_error from subscriber_events
      where subscriber = known.name and organization_id = $1::uuid order by seq limit 1000
    ) of_organization
  ) queue
  left join event_log first on first.seq = queue.seq
  cross join lateral (
    select count(*)::int as count from (
      select from dead_letters
      where kind = 'event-handler' and name = known.name and organization_id = $1::uuid and resolved_at is null limit 1000
    ) open_letters
  ) letters
  order by known.name`;
