import type { ClientBase } from "pg";

import { newId } from "@cartwright/db";

import type { ClaimedDelivery } from "./claim-deliveries.ts";
import { parseRetryAfter, retryDelayMs } from "./retry-schedule.ts";
import type { CallbackAnswer } from "./send-callback.ts";

/** A delivery with what came of it; null when it was not sent after all. */
export interface SentDelivery {
  readonly delivery: ClaimedDelivery;
  readonly answer: CallbackAnswer | null;
}

/** True for an answer that means the receiver has it. */
export function isDelivered(answer: CallbackAnswer): boolean {
  return answer.status !== null && answer.status >= 200 && answer.status < 300;
}

/** Writes down attempts and what follows from each: delivered, a next try, or dead with a dead letter. One transaction. */
export async function recordAttempts(
  client: ClientBase,
  { endpointId, sent, now }: { endpointId: string; sent: readonly SentDelivery[]; now: Date },
): Promise<void> {
  const outcomes = sent.map((one) => outcomeOf(one, now));
  const attempts = sent.flatMap(({ delivery, answer }) =>
    answer === null ? [] : [{ ...answer, deliveryId: delivery.id, attempt: delivery.attempt + 1 }],
  );
  await client.query("begin");
  try {
    await client.query(attemptsSql, [JSON.stringify(attempts)]);
    await client.query(deliveriesSql, [JSON.stringify(outcomes)]);
    await writeDeadLetters(client, endpointId, outcomes);
    await client.query("commit");
  } catch (error) {
    // The first error is the one to report; the server rolls back by itself when the connection broke.
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

interface Outcome {
  readonly id: string;
  readonly organizationId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly state: "pending" | "retrying" | "delivered" | "dead";
  readonly attempt: number;
  readonly nextAttemptAt: Date;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly deliveredAt: Date | null;
}

function outcomeOf({ delivery, answer }: SentDelivery, now: Date): Outcome {
  const { id, organizationId, eventId, eventType } = delivery;
  const known = { id, organizationId, eventId, eventType };
  if (answer === null) {
    const state = delivery.attempt === 0 ? "pending" : "retrying";
    return { ...known, state, attempt: delivery.attempt, nextAttemptAt: now, ...nothingLearned };
  }
  const attempt = delivery.attempt + 1;
  const result = { ...known, attempt, lastStatus: answer.status, lastError: answer.errorCode, deliveredAt: null };
  if (isDelivered(answer)) return { ...result, state: "delivered", nextAttemptAt: now, deliveredAt: now };
  const retryAfterMs = parseRetryAfter(answer.responseHeaders?.["retry-after"], now);
  const delayMs = retryDelayMs({ attempt, status: answer.status, retryAfterMs, random: Math.random() });
  if (delayMs === null) return { ...result, state: "dead", nextAttemptAt: now };
  return { ...result, state: "retrying", nextAttemptAt: new Date(now.getTime() + delayMs) };
}

const nothingLearned = { lastStatus: null, lastError: null, deliveredAt: null };

// A worker that died after sending may have written this very attempt already.
const attemptsSql = `
  insert into callback_attempts
    (delivery_id, attempt, at, duration_ms, status, error_code, request_headers, response_headers, response_body)
  select "deliveryId", attempt, at, "durationMs", status, "errorCode", "requestHeaders", "responseHeaders", "responseBody"
  from json_to_recordset($1::json) as made ("deliveryId" uuid, attempt int, at timestamptz, "durationMs" int, status int,
    "errorCode" text, "requestHeaders" jsonb, "responseHeaders" jsonb, "responseBody" text)
  on conflict (delivery_id, attempt) do nothing`;

const deliveriesSql = `
  update callback_deliveries set state = made.state::delivery_state, attempt = made.attempt, claimed_until = null,
    next_attempt_at = made."nextAttemptAt", delivered_at = made."deliveredAt",
    last_status = coalesce(made."lastStatus", case when made."lastError" is null then last_status end),
    last_error = case when made."lastStatus" is null and made."lastError" is null then last_error else made."lastError" end
  from json_to_recordset($1::json) as made (id uuid, state text, attempt int, "nextAttemptAt" timestamptz,
    "deliveredAt" timestamptz, "lastStatus" int, "lastError" text)
  where callback_deliveries.id = made.id`;

async function writeDeadLetters(client: ClientBase, endpointId: string, outcomes: readonly Outcome[]): Promise<void> {
  const dead = outcomes.filter(({ state }) => state === "dead");
  if (dead.length === 0) return;
  const letters = dead.map((outcome) => ({
    id: newId(),
    organizationId: outcome.organizationId,
    ref: outcome.id,
    payload: { deliveryId: outcome.id, endpointId, eventId: outcome.eventId, event: outcome.eventType },
    error: outcome.lastError ?? `answered ${outcome.lastStatus}`,
    attempts: outcome.attempt,
  }));
  await client.query(
    `insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
     select id, "organizationId", 'callback', $2, ref, payload, error, attempts
     from json_to_recordset($1::json)
       as letter (id uuid, "organizationId" uuid, ref text, payload jsonb, error text, attempts int)
     on conflict (kind, ref) do update
       set error = excluded.error, attempts = excluded.attempts, resolved_at = null, resolution = null`,
    [JSON.stringify(letters), endpointId],
  );
}
