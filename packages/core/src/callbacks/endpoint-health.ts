import type { ClientBase } from "pg";

import type { Settings } from "#context.ts";
import { unseal } from "#secrets/secret-box.ts";

import type { BreakerState } from "./breaker.ts";

/** An endpoint as its sender needs it. */
export interface DrainEndpoint {
  readonly id: string;
  readonly organizationId: string;
  readonly url: string;
  /** The current secret, and the one before while it is still valid. */
  readonly secrets: readonly string[];
  readonly maxInFlight: number;
  readonly ordered: boolean;
  readonly ratePerSecond: number | null;
  readonly pacedUntil: Date | null;
  readonly retrySchedule: readonly number[];
  readonly breaker: BreakerState;
  readonly warned: boolean;
}

interface EndpointRow {
  organization_id: string;
  url: string;
  secret_enc: Buffer;
  previous_secret_enc: Buffer | null;
  previous_expires_at: Date | null;
  max_in_flight: number;
  ordered: boolean;
  rate_per_second: number | null;
  paced_until: Date | null;
  retry_schedule: number[] | null;
  consecutive_failures: number;
  first_failure_at: Date | null;
  open_until: Date | null;
  open_count: number;
  warned_at: Date | null;
}

/** The endpoint as it is now; null when it is gone or not to be called. */
export async function readEndpoint(
  client: Pick<ClientBase, "query">,
  { endpointId, settings, now }: { endpointId: string; settings: Settings; now: Date },
): Promise<DrainEndpoint | null> {
  const { rows } = await client.query<EndpointRow>({
    name: "read_callback_endpoint",
    text: `select organization_id, url, secret_enc, previous_secret_enc, previous_expires_at, max_in_flight, ordered,
             rate_per_second, paced_until, retry_schedule, consecutive_failures, first_failure_at, open_until, open_count,
             warned_at
           from callback_endpoints where id = $1 and status = 'enabled'`,
    values: [endpointId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: endpointId,
    organizationId: row.organization_id,
    url: row.url,
    secrets: sealedSecrets(row, now).map((box) => unseal(settings.encryptionKey, box)),
    maxInFlight: row.ordered ? 1 : row.max_in_flight,
    ordered: row.ordered,
    ratePerSecond: row.rate_per_second,
    pacedUntil: row.paced_until,
    retrySchedule: row.retry_schedule ?? [],
    breaker: {
      consecutiveFailures: row.consecutive_failures,
      firstFailureAt: row.first_failure_at,
      openUntil: row.open_until,
      openCount: row.open_count,
    },
    warned: row.warned_at !== null,
  };
}

function sealedSecrets({ secret_enc, previous_secret_enc, previous_expires_at }: EndpointRow, now: Date): Buffer[] {
  const previousIsValid = previous_expires_at !== null && previous_expires_at > now;
  return previousIsValid && previous_secret_enc !== null ? [secret_enc, previous_secret_enc] : [secret_enc];
}
