import type { ClientBase } from "pg";
import { z } from "zod";

import type { LoggedEvent } from "./subscription.ts";

/** An event that a subscriber has taken up. */
export interface ClaimedEvent extends LoggedEvent {
  readonly requestId: string | undefined;
  /** Failed attempts so far. */
  readonly attempts: number;
  /** How often it was taken up without an end, this time included. */
  readonly starts: number;
}

export interface ClaimOptions {
  readonly subscriber: string;
  /** Null: all. */
  readonly types: readonly string[] | null;
  /** Aggregates that are being worked on. */
  readonly busy: readonly string[];
  readonly limit: number;
  /** Those that two workers died with, in place of all others. */
  readonly suspects: boolean;
}

/** From this many starts without an end on, an event is handled with nothing beside it: is it the one that kills? */
const suspectStarts = 2;

interface ClaimedRow {
  seq: string;
  event_id: string;
  organization_id: string;
  aggregate_type: string;
  aggregate_id: string;
  type: string;
  payload: unknown;
  trace: unknown;
  occurred_at: Date;
  attempts: number;
  starts: number;
}

// The clock is the server's: rows are written by one machine and read by others. An event waits while an earlier one of its
// aggregate waits for its next attempt, one under suspicion while any earlier one is there. One under suspicion comes back
// 1, 2, 4 … seconds after it was last taken up.
const claimSql = `
  with due as materialized (
    select waiting.seq from subscriber_events waiting join event_log log on log.seq = waiting.seq
    where waiting.subscriber = $1 and waiting.next_attempt_at <= now() and ($2::text[] is null or log.type = any($2))
      and waiting.aggregate_id <> all($3::uuid[]) and (waiting.starts >= ${suspectStarts}) = $5
      and not exists (
        select from subscriber_events earlier
        where earlier.subscriber = waiting.subscriber and earlier.aggregate_id = waiting.aggregate_id
          and earlier.seq < waiting.seq
          and ($5 or earlier.next_attempt_at > now() or earlier.starts >= ${suspectStarts}))
    order by waiting.seq limit $4
  ), claimed as (
    update subscriber_events taken
    set starts = taken.starts + 1,
        next_attempt_at = case when $5 then now() + interval '1 second' * 2 ^ (taken.starts - ${suspectStarts})
                               else taken.next_attempt_at end
    from due where taken.subscriber = $1 and taken.seq = due.seq
    returning taken.seq, taken.attempts, taken.starts
  )
  select claimed.attempts, claimed.starts, log.*
  from claimed join event_log log on log.seq = claimed.seq order by log.seq`;

/** True when one under suspicion may be handled now. */
export async function suspectIsDue(client: Pick<ClientBase, "query">, subscriber: string): Promise<boolean> {
  const { rows } = await client.query<{ due: boolean }>({
    name: "suspect_is_due",
    text: `select exists (select from subscriber_events
             where subscriber = $1 and starts >= ${suspectStarts} and next_attempt_at <= now()) as due`,
    values: [subscriber],
  });
  return rows[0]?.due === true;
}

const traceSchema = z.object({ requestId: z.string().optional() }).catch({});

/**
 * Takes up what a subscriber may handle now, in the order of the log. The caller holds the subscriber's turn, so an event
 * that was taken up before and has no end was left behind by a worker that died.
 */
export async function claimEvents(client: ClientBase, options: ClaimOptions): Promise<ClaimedEvent[]> {
  const { subscriber, types, busy, limit, suspects } = options;
  const { rows } = await client.query<ClaimedRow>({
    name: "claim_events",
    text: claimSql,
    values: [subscriber, types, busy, limit, suspects],
  });
  return rows.map((row) => ({
    eventId: row.event_id,
    seq: BigInt(row.seq),
    organizationId: row.organization_id,
    aggregateType: row.aggregate_type,
    aggregateId: row.aggregate_id,
    type: row.type,
    data: row.payload,
    occurredAt: row.occurred_at,
    requestId: traceSchema.parse(row.trace).requestId,
    attempts: row.attempts,
    starts: row.starts,
  }));
}

/** Milliseconds until a subscriber has something to handle, 0 or less when it has now; null when nothing waits. */
export async function dueInMs(
  client: Pick<ClientBase, "query">,
  { subscriber, types }: Pick<ClaimOptions, "subscriber" | "types">,
): Promise<number | null> {
  // Of each aggregate the first that waits: those behind it cannot go before.
  const { rows } = await client.query<{ ms: number | null }>({
    name: "events_due_in",
    text: `select extract(epoch from min(first.next_attempt_at) - now())::float8 * 1000 as ms from (
             select distinct on (waiting.aggregate_id) waiting.next_attempt_at
             from subscriber_events waiting join event_log log on log.seq = waiting.seq
             where waiting.subscriber = $1 and ($2::text[] is null or log.type = any($2))
             order by waiting.aggregate_id, waiting.seq) first`,
    values: [subscriber, types],
  });
  return rows[0]?.ms ?? null;
}
