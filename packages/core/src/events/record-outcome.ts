import { setTimeout as wait } from "node:timers/promises";

import { newId, type Db, type Tx } from "@cartwright/db";

import type { ClaimedEvent } from "./claim-events.ts";

/** One event and the subscriber that has taken it up. */
export interface Handling {
  readonly subscriber: string;
  readonly event: ClaimedEvent;
}

/** The event is not this attempt's any more: it took too long, or another worker has taken the turn. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/**
 * Notes in the handler's own transaction that the event is handled.
 *
 * @throws OvertakenError when that is not this attempt's to say any more; nothing else may happen in the transaction then
 */
export async function noteHandled(tx: Tx, { subscriber, event }: Handling): Promise<void> {
  const { eventId, seq, attempts } = event;
  // Whoever takes the row away has the event: of two attempts, or of a handler and a dead letter, one.
  const noted = await tx.$executeRaw`
    with gone as (
      delete from subscriber_events where subscriber = ${subscriber} and seq = ${seq} and attempts = ${attempts}
      returning subscriber
    )
    insert into handled_events (event_id, handler) select ${eventId}::uuid, subscriber from gone on conflict do nothing`;
  if (noted === 0) throw new OvertakenError();
}

/** Notes that an event is handled by a handler that opened no transaction. */
export async function finish({ pool }: Db, { subscriber, event }: Handling): Promise<void> {
  await pool.query({
    name: "event_handled",
    text: `with gone as (
             delete from subscriber_events where subscriber = $1 and seq = $2 and attempts = $3 returning subscriber
           )
           insert into handled_events (event_id, handler) select $4::uuid, subscriber from gone on conflict do nothing`,
    values: [subscriber, event.seq, event.attempts, event.eventId],
  });
}

/** Counts a failed attempt, and has the event wait for its next. */
export async function postpone(
  { pool }: Db,
  { subscriber, event }: Handling,
  { error, delayMs }: { error: string; delayMs: number },
): Promise<void> {
  await pool.query(
    `update subscriber_events set attempts = $3, starts = 0, last_error = $4,
       next_attempt_at = now() + $5 * interval '1 millisecond'
     where subscriber = $1 and seq = $2 and attempts = $3 - 1`,
    [subscriber, event.seq, event.attempts + 1, error, delayMs],
  );
}

/** Gives up on an event for this subscriber, and keeps it as a dead letter until a person decides. */
export async function park(
  { pool }: Db,
  { subscriber, event }: Handling,
  { error, attempts }: { error: string; attempts: number },
): Promise<void> {
  const { eventId, seq, organizationId, type, aggregateType, aggregateId, occurredAt, data, requestId } = event;
  const letter = { subscriber, eventId, type, aggregateType, aggregateId, occurredAt, requestId, data };
  await pool.query(
    `with gone as (delete from subscriber_events where subscriber = $2 and seq = $3 returning seq)
     insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
     select $1, $4, 'event-handler', $2, $5, $6, $7, $8 from gone
     on conflict (kind, ref) do update
       set error = excluded.error, attempts = excluded.attempts, resolved_at = null, resolution = null`,
    [newId(), subscriber, seq, organizationId, `${subscriber}:${eventId}`, JSON.stringify(letter), error, attempts],
  );
}

const putBackTries = 5;
const firstPauseMs = 100;

/**
 * Puts back what was taken up and not tried. What stays behind looks as if a worker had died with it, and a connection often
 * breaks together with the one that held the turn: so this is tried again, for some two seconds.
 */
export async function putBack(
  { pool }: Pick<Db, "pool">,
  { subscriber, events }: { subscriber: string; events: readonly ClaimedEvent[] },
): Promise<void> {
  if (events.length === 0) return;
  const sequence = events.map(({ seq }) => seq);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await pool.query("update subscriber_events set starts = 0 where subscriber = $1 and seq = any($2::bigint[])", [
        subscriber,
        sequence,
      ]);
      return;
    } catch (error) {
      if (attempt === putBackTries) throw error;
      await wait(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}
