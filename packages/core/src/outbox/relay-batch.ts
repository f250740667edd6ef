import type { ClientBase } from "pg";
import { z } from "zod";

import { planFanOut, type EndpointRow, type FanOut, type SubscriberRow } from "./plan-fan-out.ts";
import type { RelayedEvent } from "./relayed-event.ts";

/** Held by the one relay that is at work; the number is arbitrary and must never change. */
export const relayLockKey = "7264839172001";

/** NOTIFY channel that tells live readers up to which number the event log goes: `{"to":17}`. */
export const eventsChannel = "cartwright_events";

export interface RelayedBatch {
  /** How many events left the outbox; null when another relay is at work. */
  readonly relayed: number | null;
  readonly lastSeq: bigint | null;
}

export interface RelayBatchOptions {
  /** Most events in this batch. */
  readonly limit: number;
}

/**
 * Moves the oldest events from the outbox into the event log, with what callbacks and subscribers have to do, in one transaction: a crash
 * anywhere leaves them in the outbox.
 *
 * Numbers are given here and by one relay at a time, so that they become visible in their order: a reader that asks for
 * what comes after the last number it saw never skips an event whose transaction committed late.
 */
export async function relayBatch(client: ClientBase, options: RelayBatchOptions): Promise<RelayedBatch> {
  await client.query("begin");
  try {
    const batch = await relayInTransaction(client, options);
    await client.query("commit");
    return batch;
  } catch (error) {
    // A broken connection cannot roll back; the server does it. The first error is the one to report.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function relayInTransaction(client: ClientBase, { limit }: RelayBatchOptions): Promise<RelayedBatch> {
  const events = await numberEvents(client, limit);
  if (events === null) return { relayed: null, lastSeq: null };
  const last = events.at(-1);
  if (last === undefined) return { relayed: 0, lastSeq: null };
  const endpoints = await enabledEndpoints(client, events);
  const subscribers = await knownSubscribers(client);
  await writeFanOut(client, planFanOut(events, { endpoints, subscribers }));
  await client.query("select pg_notify($1, $2)", [eventsChannel, `{"to":${last.seq}}`]);
  return { relayed: events.length, lastSeq: last.seq };
}

// One statement takes the lock (already ours in the relay's loop), empties, numbers and logs.
const numberSql = `
  with turn as materialized (select pg_try_advisory_xact_lock(${relayLockKey}) as mine),
  batch as (
    delete from outbox where id in (select id from outbox, turn where mine order by id limit $1)
    returning id, event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at
  ), numbered as (
    select nextval('event_log_seq') as seq, ordered.* from (select * from batch order by id) ordered
  ), logged as (
    insert into event_log (seq, event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
    select seq, event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at from numbered
  )
  select turn.mine, numbered.* from turn left join numbered on true order by seq`;

interface NumberedRow {
  mine: boolean;
  seq: string | null;
  event_id: string;
  organization_id: string;
  aggregate_type: string;
  aggregate_id: string;
  type: string;
  payload: unknown;
  trace: unknown;
  occurred_at: Date;
}

async function numberEvents(client: ClientBase, limit: number): Promise<RelayedEvent[] | null> {
  const { rows } = await client.query<NumberedRow>({ name: "relay_number", text: numberSql, values: [limit] });
  if (rows[0]?.mine === false) return null;
  return rows.flatMap((row) => (row.seq === null ? [] : [toEvent(row, row.seq)]));
}

const traceSchema = z.object({ requestId: z.string().optional() }).catch({});

function toEvent(row: NumberedRow, seq: string): RelayedEvent {
  return {
    seq: BigInt(seq),
    eventId: row.event_id,
    organizationId: row.organization_id,
    aggregateType: row.aggregate_type,
    aggregateId: row.aggregate_id,
    type: row.type,
    payload: row.payload,
    requestId: traceSchema.parse(row.trace).requestId,
    occurredAt: row.occurred_at,
  };
}

// For a paused one deliveries are kept until it goes on. Locked against deletion until what refers to them is committed.
async function enabledEndpoints(client: ClientBase, events: readonly RelayedEvent[]): Promise<EndpointRow[]> {
  const organizations = [...new Set(events.map(({ organizationId }) => organizationId))];
  const { rows } = await client.query<EndpointRow>({
    name: "relay_endpoints",
    text: `select id, organization_id, event from callback_endpoints
           where status in ('enabled', 'paused') and organization_id = any($1::uuid[]) for key share`,
    values: [organizations],
  });
  return rows;
}

// The table and not this process's code: a relay of an older version passes over no subscriber of a newer one.
async function knownSubscribers(client: ClientBase): Promise<SubscriberRow[]> {
  const { rows } = await client.query<SubscriberRow>({
    name: "relay_subscribers",
    text: "select name, pattern from event_subscribers",
  });
  return rows;
}

async function writeFanOut(client: ClientBase, { deliveries, subscriberEvents, jobs }: FanOut): Promise<void> {
  if (deliveries.length > 0) {
    await client.query({
      name: "relay_deliveries",
      text: `insert into callback_deliveries
               (id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body, trace)
             select id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body, trace
             from json_populate_recordset(null::callback_deliveries, $1::json)
             on conflict (event_id, endpoint_id, replay_no) do nothing`,
      values: [JSON.stringify(deliveries)],
    });
  }
  if (subscriberEvents.length > 0) {
    await client.query({
      name: "relay_subscriber_events",
      text: `insert into subscriber_events (subscriber, seq, organization_id, aggregate_id)
             select subscriber, seq, organization_id, aggregate_id
             from json_populate_recordset(null::subscriber_events, $1::json)`,
      values: [JSON.stringify(subscriberEvents)],
    });
  }
  if (jobs.length > 0) {
    await client.query({
      name: "relay_jobs",
      text: `select 1 from graphile_worker.add_jobs(
               array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)))`,
      values: [JSON.stringify(jobs)],
    });
  }
}
