import type { ClientBase } from "pg";

import { newId } from "@cartwright/db";

import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { callbackBody } from "#outbox/callback-body.ts";

import { replaySource } from "./replay-sources.ts";
import { scheduleDrain } from "./schedule-drain.ts";
import type { ReplaySpan } from "./views.ts";

export interface RunReplay {
  readonly organizationId: string;
  readonly replayId: string;
  readonly requestId?: string | undefined;
}

const batch = 500;
/** After this other jobs get their turn. */
const turnMs = 5_000;
/** Behind what is sent as it happens, and behind what is replayed by hand. */
const bulkPriority = 2;

/**
 * Puts a replay in line, 500 at a time, each batch and its cursor in one short transaction: killed at any moment it goes on
 * where it was, and nothing is put in line twice.
 */
export async function runReplay(
  services: Services,
  { organizationId, replayId, requestId }: RunReplay,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const until = performance.now() + turnMs;
  for (;;) {
    const endpointId = await putBatchInLine(services, { organizationId, replayId });
    if (endpointId === null) return;
    await scheduleDrain(services, endpointId, services.now());
    if (performance.now() > until || signal?.aborted === true) {
      await enqueue(services, "replay-callbacks", { organizationId, replayId, requestId }, { priority: 10 });
      return;
    }
  }
}

interface ReplayRow {
  endpoint_id: string;
  what: ReplaySpan["what"];
  since: Date;
  until: Date;
  cursor_at: string | null;
  cursor_id: string | null;
  cursor_seq: string | null;
  request_id: string;
  is_called: boolean;
}

// Answers whose line it was; null when there is nothing more to do.
async function putBatchInLine(services: Services, replay: RunReplay): Promise<string | null> {
  const client = await services.db.pool.connect();
  try {
    await client.query("begin");
    const row = await lockReplay(client, replay);
    const progress = row === null ? null : await addBatch(client, replay.organizationId, row, services.now());
    if (row !== null) await noteProgress(client, replay.replayId, row, progress, services.now());
    await client.query("commit");
    return row === null || progress === null ? null : row.endpoint_id;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function lockReplay(client: ClientBase, { organizationId, replayId }: RunReplay): Promise<ReplayRow | null> {
  const { rows } = await client.query<ReplayRow>(
    `select endpoint_id, what, since, until, cursor_at::text, cursor_id, cursor_seq::text, request_id,
       endpoint.status <> 'disabled' as is_called
     from callback_replays replay join callback_endpoints endpoint on endpoint.id = endpoint_id
     where replay.id = $1 and replay.organization_id = $2 and state = 'running'
     for update of replay for key share of endpoint`,
    [replayId, organizationId],
  );
  return rows[0] ?? null;
}

interface Progress {
  readonly queued: number;
  readonly cursor_at?: string;
  readonly cursor_id?: string;
  readonly cursor_seq?: string;
}

// First what there are deliveries of, then what there are none of. Null: nothing is left, or nothing may be sent.
async function addBatch(
  client: ClientBase,
  organizationId: string,
  row: ReplayRow,
  now: Date,
): Promise<Progress | null> {
  if (!row.is_called) return null;
  const source = replaySource(row.what);
  const span = [organizationId, row.endpoint_id, row.since, row.until];
  if (row.cursor_seq === null) {
    const again = await addDeliveries(client, source.deliveries, span, row, now);
    if (again !== null) return again;
  }
  return source.events === null ? null : addEvents(client, source.events, span, row, now);
}

async function addDeliveries(
  client: ClientBase,
  from: string,
  span: readonly unknown[],
  row: ReplayRow,
  now: Date,
): Promise<Progress | null> {
  const { rows } = await client.query<{ id: string; at: string }>(
    `select delivery.id, created_at::text as at ${from}
       and ($5::timestamptz is null or (created_at, delivery.id) > ($5, $6::uuid))
     order by created_at, delivery.id limit ${batch}`,
    [...span, row.cursor_at, row.cursor_id],
  );
  const last = rows.at(-1);
  if (last === undefined) return null;
  const pairs = rows.map(({ id }) => ({ id, new_id: newId() }));
  await client.query(
    `insert into callback_deliveries (id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body,
       replay_no, priority, trace, next_attempt_at, created_at)
     select new_id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body,
       1 + (select max(replay_no) from callback_deliveries known
            where known.event_id = delivery.event_id and known.endpoint_id = delivery.endpoint_id),
       ${bulkPriority}, json_build_object('requestId', $2::text), $3, $3
     from json_to_recordset($1::json) as pair (id uuid, new_id uuid) join callback_deliveries delivery using (id)
     on conflict (event_id, endpoint_id, replay_no) do nothing`,
    [JSON.stringify(pairs), row.request_id, now],
  );
  await client.query(
    `update dead_letters set resolved_at = $2, resolution = 'retried'
     where kind = 'callback' and ref = any($1::text[]) and resolved_at is null`,
    [rows.map(({ id }) => id), now],
  );
  return { queued: rows.length, cursor_at: last.at, cursor_id: last.id };
}

interface MissedRow {
  seq: string;
  event_id: string;
  organization_id: string;
  aggregate_id: string;
  type: string;
  payload: unknown;
  occurred_at: Date;
}

async function addEvents(
  client: ClientBase,
  from: string,
  span: readonly unknown[],
  row: ReplayRow,
  now: Date,
): Promise<Progress | null> {
  const { rows } = await client.query<MissedRow>(
    `select seq::text, event_id, event.organization_id, aggregate_id, type, payload, occurred_at ${from} and seq > $5
     order by seq limit ${batch}`,
    [...span, row.cursor_seq ?? "0"],
  );
  const last = rows.at(-1);
  if (last === undefined) return null;
  const missed = rows.map((event) => ({
    id: newId(),
    organization_id: event.organization_id,
    endpoint_id: row.endpoint_id,
    event_id: event.event_id,
    event_seq: event.seq,
    event_type: event.type,
    aggregate_id: event.aggregate_id,
    body: callbackBody({
      eventId: event.event_id,
      type: event.type,
      occurredAt: event.occurred_at,
      organizationId: event.organization_id,
      payload: event.payload,
    }),
    trace: { requestId: row.request_id },
  }));
  await client.query(
    `insert into callback_deliveries (id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body,
       priority, trace, next_attempt_at, created_at)
     select id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body, ${bulkPriority}, trace, $2, $2
     from json_populate_recordset(null::callback_deliveries, $1::json)
     on conflict (event_id, endpoint_id, replay_no) do nothing`,
    [JSON.stringify(missed), now],
  );
  return { queued: rows.length, cursor_seq: last.seq };
}

async function noteProgress(
  client: ClientBase,
  replayId: string,
  { is_called }: ReplayRow,
  progress: Progress | null,
  now: Date,
): Promise<void> {
  if (progress === null) {
    await client.query("update callback_replays set state = $2::replay_state, finished_at = $3 where id = $1", [
      replayId,
      is_called ? "done" : "stopped",
      now,
    ]);
    return;
  }
  const { queued, cursor_at, cursor_id, cursor_seq } = progress;
  await client.query(
    `update callback_replays set queued = queued + $2, cursor_at = coalesce($3, cursor_at),
       cursor_id = coalesce($4, cursor_id), cursor_seq = coalesce($5, cursor_seq) where id = $1`,
    [replayId, queued, cursor_at ?? null, cursor_id ?? null, cursor_seq ?? null],
  );
}
