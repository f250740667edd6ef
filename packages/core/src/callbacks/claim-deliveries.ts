import type { ClientBase } from "pg";
import { z } from "zod";

export interface ClaimedDelivery {
  readonly id: string;
  readonly organizationId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly aggregateId: string | null;
  readonly requestId: string | undefined;
  readonly body: string;
  /** Attempts made so far. */
  readonly attempt: number;
}

interface ClaimedRow {
  id: string;
  organization_id: string;
  event_id: string;
  event_type: string;
  aggregate_id: string | null;
  trace: unknown;
  body: string;
  attempt: number;
}

const traceSchema = z.object({ requestId: z.string().optional() }).catch({});

/**
 * Takes what is due for an endpoint, in the order of the events. The caller holds the endpoint's lock, so a delivery that
 * is still marked as being sent was left behind by a worker that died: it is taken too.
 */
export async function claimDeliveries(
  client: ClientBase,
  { endpointId, limit, now }: { endpointId: string; limit: number; now: Date },
): Promise<ClaimedDelivery[]> {
  const { rows } = await client.query<ClaimedRow>({
    name: "claim_deliveries",
    text: `with claimed as (
             update callback_deliveries set state = 'sending', claimed_until = $2::timestamptz + interval '60 seconds'
             where id in (
               select id from callback_deliveries
               where endpoint_id = $1 and state in ('pending', 'retrying', 'sending')
                 and (state = 'sending' or next_attempt_at <= $2)
               order by event_seq nulls last, created_at, id limit $3 for update skip locked
             )
             returning *
           )
           select id, organization_id, event_id, event_type, aggregate_id, trace, body, attempt
           from claimed order by event_seq nulls last, created_at, id`,
    values: [endpointId, now, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    eventId: row.event_id,
    eventType: row.event_type,
    aggregateId: row.aggregate_id,
    requestId: traceSchema.parse(row.trace).requestId,
    body: row.body,
    attempt: row.attempt,
  }));
}

/** When the next delivery of an endpoint is due; null when none waits. */
export async function nextDueAt(client: Pick<ClientBase, "query">, endpointId: string): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>(
    `select min(case when state = 'sending' then to_timestamp(0) else next_attempt_at end) as at
     from callback_deliveries where endpoint_id = $1 and state in ('pending', 'retrying', 'sending')`,
    [endpointId],
  );
  return rows[0]?.at ?? null;
}
