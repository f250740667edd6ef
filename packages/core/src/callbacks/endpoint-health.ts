import type { ClientBase } from "pg";

import type { Settings } from "#context.ts";

import { afterAttempt, isGivenUp, type BreakerState } from "./breaker.ts";
import { isDelivered, type SentDelivery } from "./record-attempts.ts";
import { unseal } from "./secret-box.ts";

export interface DrainEndpoint {
  readonly id: string;
  readonly url: string;
  /** The current secret, and the one before while it is still valid. */
  readonly secrets: readonly string[];
  readonly maxInFlight: number;
  readonly breaker: BreakerState;
}

interface EndpointRow {
  url: string;
  secret_enc: Buffer;
  previous_secret_enc: Buffer | null;
  previous_expires_at: Date | null;
  max_in_flight: number;
  consecutive_failures: number;
  first_failure_at: Date | null;
  open_until: Date | null;
  open_count: number;
}

/** The endpoint as it is now; null when it is gone or not to be called. */
export async function readEndpoint(
  client: ClientBase,
  { endpointId, settings, now }: { endpointId: string; settings: Settings; now: Date },
): Promise<DrainEndpoint | null> {
  const { rows } = await client.query<EndpointRow>(
    `select url, secret_enc, previous_secret_enc, previous_expires_at, max_in_flight, consecutive_failures,
       first_failure_at, open_until, open_count
     from callback_endpoints where id = $1 and status = 'enabled'`,
    [endpointId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const previousIsValid = row.previous_expires_at !== null && row.previous_expires_at > now;
  const sealed = [
    row.secret_enc,
    ...(row.previous_secret_enc !== null && previousIsValid ? [row.previous_secret_enc] : []),
  ];
  return {
    id: endpointId,
    url: row.url,
    secrets: sealed.map((box) => unseal(settings.encryptionKey, box)),
    maxInFlight: row.max_in_flight,
    breaker: {
      consecutiveFailures: row.consecutive_failures,
      firstFailureAt: row.first_failure_at,
      openUntil: row.open_until,
      openCount: row.open_count,
    },
  };
}

/** Writes the breaker after a round, and switches the endpoint off when it said 410 or has failed for days. */
export async function writeEndpointHealth(
  client: ClientBase,
  endpoint: DrainEndpoint,
  { sent, now }: { sent: readonly SentDelivery[]; now: Date },
): Promise<void> {
  const answers = sent.flatMap(({ answer }) => (answer === null ? [] : [answer]));
  const breaker = breakerAfter(endpoint.breaker, sent, now);
  const gone = answers.some(({ status }) => status === 410);
  const reason = gone ? "answered 410 Gone" : isGivenUp(breaker, now) ? "nothing delivered for 5 days" : null;
  await client.query(
    `update callback_endpoints set consecutive_failures = $2, first_failure_at = $3, open_until = $4, open_count = $5,
       status = case when $6::text is null then status else 'disabled' end, disabled_reason = coalesce($6, disabled_reason)
     where id = $1`,
    [endpoint.id, breaker.consecutiveFailures, breaker.firstFailureAt, breaker.openUntil, breaker.openCount, reason],
  );
  if (reason !== null) await cancelWaiting(client, endpoint.id);
}

/** The breaker after these attempts, in the order in which they were made. */
export function breakerAfter(before: BreakerState, sent: readonly SentDelivery[], now: Date): BreakerState {
  return sent.reduce(
    (state, { answer }) => (answer === null ? state : afterAttempt(state, isDelivered(answer), now)),
    before,
  );
}

async function cancelWaiting(client: ClientBase, endpointId: string): Promise<void> {
  await client.query(
    `update callback_deliveries set state = 'cancelled', claimed_until = null
     where endpoint_id = $1 and state in ('pending', 'retrying', 'sending')`,
    [endpointId],
  );
}
