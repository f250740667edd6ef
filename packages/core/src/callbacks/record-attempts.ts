import type { ClientBase } from "pg";

import { newId } from "@cartwright/db";

import type { BreakerState } from "./breaker.ts";
import type { SentDelivery } from "./delivery-outcome.ts";

/** What one endpoint's sender has to write down. */
export interface EndpointRecord {
  readonly endpointId: string;
  readonly sent: readonly SentDelivery[];
  /** The breaker after these attempts; null when it stands as it did. */
  readonly breaker: BreakerState | null;
  /** Where the pace stands; null without a rate. */
  readonly pacedUntil: Date | null;
}

/**
 * Writes down attempts and what follows from each: delivered, a next try, or dead with a dead letter. One transaction for
 * all of them. What belongs to an endpoint that was deleted meanwhile is left out.
 */
export async function recordAttempts(
  client: ClientBase,
  { records, now }: { records: readonly EndpointRecord[]; now: Date },
): Promise<void> {
  await client.query("begin");
  try {
    // Locks the endpoints first, as whoever deletes one does: so its deliveries stay, or are gone and known to be.
    const { rows } = await client.query<{ id: string }>({
      name: "record_endpoints",
      text: "select id from callback_endpoints where id = any($1::uuid[]) order by id for no key update",
      values: [[...new Set(records.map(({ endpointId }) => endpointId))]],
    });
    const alive = new Set(rows.map(({ id }) => id));
    await write(client, { records: records.filter(({ endpointId }) => alive.has(endpointId)), now });
    await client.query("commit");
  } catch (error) {
    // The first error is the one to report; the server rolls back by itself when the connection broke.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function write(
  client: ClientBase,
  { records, now }: { records: readonly EndpointRecord[]; now: Date },
): Promise<void> {
  const sent = records.flatMap((record) => record.sent.map((one) => ({ ...one, endpointId: record.endpointId })));
  const attempts = sent.flatMap(({ delivery, answer }) =>
    answer === null ? [] : [{ ...answer, deliveryId: delivery.id, attempt: delivery.attempt + 1 }],
  );
  await insertJson(client, "record_attempts", attemptsSql, attempts);
  await insertJson(
    client,
    "record_deliveries",
    deliveriesSql,
    sent.map((one) => outcomeRow(one, now)),
  );
  const dead = sent.filter(({ state }) => state === "dead");
  await insertJson(client, "record_dead_letters", deadLettersSql, dead.map(letterRow));
  await insertJson(client, "record_health", healthSql, healthRows(records));
}

async function insertJson(client: ClientBase, name: string, text: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await client.query({ name, text, values: [JSON.stringify(rows)] });
}

// A worker that died after sending may have written this very attempt already; somebody may have pruned its delivery.
const attemptsSql = `
  insert into callback_attempts
    (delivery_id, attempt, at, duration_ms, status, error_code, request_headers, response_headers, response_body)
  select "deliveryId", made.attempt, at, "durationMs", status, "errorCode", "requestHeaders", "responseHeaders", "responseBody"
  from json_to_recordset($1::json) as made ("deliveryId" uuid, attempt int, at timestamptz, "durationMs" int, status int,
    "errorCode" text, "requestHeaders" jsonb, "responseHeaders" jsonb, "responseBody" text)
  join callback_deliveries delivery on delivery.id = "deliveryId"
  on conflict (delivery_id, attempt) do nothing`;

// Only what is still in our hands: what was cancelled while it was under way stays cancelled unless it arrived.
const deliveriesSql = `
  update callback_deliveries delivery set state = made.state::delivery_state, attempt = made.attempt,
    next_attempt_at = coalesce(made."nextAttemptAt", delivery.next_attempt_at), delivered_at = made."deliveredAt",
    last_status = case when sent then made."lastStatus" else last_status end,
    last_error = case when sent then made."lastError" else last_error end
  from json_to_recordset($1::json) as made (id uuid, state text, attempt int, sent bool, "nextAttemptAt" timestamptz,
    "deliveredAt" timestamptz, "lastStatus" int, "lastError" text)
  where delivery.id = made.id and (delivery.state <> 'cancelled' or made.state = 'delivered')`;

const deadLettersSql = `
  insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
  select id, "organizationId", 'callback', name, ref, payload, error, attempts
  from json_to_recordset($1::json)
    as letter (id uuid, "organizationId" uuid, name text, ref text, payload jsonb, error text, attempts int)
  on conflict (kind, ref) do update
    set error = excluded.error, attempts = excluded.attempts, resolved_at = null, resolution = null`;

const healthSql = `
  update callback_endpoints endpoint set
    consecutive_failures = coalesce(made."consecutiveFailures", endpoint.consecutive_failures),
    first_failure_at = case when "hasBreaker" then made."firstFailureAt" else endpoint.first_failure_at end,
    open_until = case when "hasBreaker" then made."openUntil" else endpoint.open_until end,
    open_count = coalesce(made."openCount", endpoint.open_count),
    warned_at = case when "hasBreaker" and made."firstFailureAt" is null then null else endpoint.warned_at end,
    paced_until = coalesce(made."pacedUntil", endpoint.paced_until)
  from json_to_recordset($1::json) as made (id uuid, "hasBreaker" bool, "consecutiveFailures" int,
    "firstFailureAt" timestamptz, "openUntil" timestamptz, "openCount" int, "pacedUntil" timestamptz)
  where endpoint.id = made.id`;

function outcomeRow({ delivery, answer, state, nextAttemptAt }: SentDelivery, now: Date) {
  return {
    id: delivery.id,
    state,
    attempt: delivery.attempt + (answer === null ? 0 : 1),
    sent: answer !== null,
    nextAttemptAt,
    deliveredAt: state === "delivered" ? now : null,
    lastStatus: answer?.status ?? null,
    lastError: answer?.errorCode ?? null,
  };
}

function letterRow({ delivery, answer, endpointId }: SentDelivery & { endpointId: string }) {
  const { id, organizationId, eventId, eventType, attempt } = delivery;
  return {
    id: newId(),
    organizationId,
    name: endpointId,
    ref: id,
    payload: { deliveryId: id, endpointId, eventId, event: eventType },
    error: answer?.errorCode ?? `answered ${answer?.status}`,
    attempts: attempt + 1,
  };
}

// Of several records about one endpoint the last tells how it stands.
function healthRows(records: readonly EndpointRecord[]): object[] {
  const rows = new Map<string, object>();
  for (const { endpointId: id, breaker, pacedUntil } of records) {
    if (breaker === null && pacedUntil === null) continue;
    const pace = pacedUntil === null ? {} : { pacedUntil };
    rows.set(id, { ...rows.get(id), id, ...pace, ...(breaker !== null && { hasBreaker: true, ...breaker }) });
  }
  return [...rows.values()];
}
