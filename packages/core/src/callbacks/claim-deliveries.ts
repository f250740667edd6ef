import type { ClientBase } from "pg";
import { z } from "zod";

export interface ClaimedDelivery {
  readonly id: string;
  readonly organizationId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly aggregateId: string | null;
  /** Lower leaves first. */
  readonly priority: number;
  readonly requestId: string | undefined;
  readonly body: string;
  /** Attempts made so far. */
  readonly attempt: number;
}

export interface ClaimDeliveries {
  readonly endpointId: string;
  /** In the order of events without a gap: nothing that comes after a delivery which is not due yet. */
  readonly ordered: boolean;
  readonly limit: number;
  readonly now: Date;
}

interface ClaimedRow {
  id: string;
  organization_id: string;
  event_id: string;
  event_type: string;
  aggregate_id: string | null;
  priority: number;
  trace: unknown;
  body: string;
  attempt: number;
}

type Sql = Pick<ClientBase, "query">;

const traceSchema = z.object({ requestId: z.string().optional() }).catch({});

/** Takes what is due for an endpoint, in the order of the events. The caller holds the endpoint's lock. */
export async function claimDeliveries(
  client: Sql,
  { endpointId, ordered, limit, now }: ClaimDeliveries,
): Promise<ClaimedDelivery[]> {
  const { rows } = await client.query<ClaimedRow>({
    name: ordered ? "claim_deliveries_ordered" : "claim_deliveries",
    text: claimSql(ordered ? unbrokenSql : dueSql),
    values: [endpointId, now, limit],
  });
  return rows.map((row) => ({
    id: row.id,
    organizationId: row.organization_id,
    eventId: row.event_id,
    eventType: row.event_type,
    aggregateId: row.aggregate_id,
    priority: row.priority,
    requestId: traceSchema.parse(row.trace).requestId,
    body: row.body,
    attempt: row.attempt,
  }));
}

const dueSql = `
  select id from callback_deliveries
  where endpoint_id = $1 and state in ('pending', 'retrying') and next_attempt_at <= $2
  order by priority, event_seq, id limit $3`;

const unbrokenSql = `
  select id from (
    select id, bool_and(next_attempt_at <= $2) over (order by priority, event_seq, id) as may_leave from (
      select id, priority, event_seq, next_attempt_at from callback_deliveries
      where endpoint_id = $1 and state in ('pending', 'retrying')
      order by priority, event_seq, id limit $3
    ) head
  ) line where may_leave`;

// The state is asked for again: somebody may cancel one between the look and the claim.
function claimSql(chosen: string): string {
  return `
    with chosen as materialized (${chosen}), claimed as (
      update callback_deliveries delivery set state = 'sending' from chosen
      where delivery.id = chosen.id and delivery.state in ('pending', 'retrying')
      returning delivery.*
    )
    select id, organization_id, event_id, event_type, aggregate_id, priority, trace, body, attempt
    from claimed order by priority, event_seq, id`;
}

/** Puts back what a sender had in its hands when it died. The caller holds the endpoint's lock, so nobody sends them now. */
export async function reclaimDeliveries(client: Sql, endpointId: string): Promise<void> {
  await client.query({
    name: "reclaim_deliveries",
    text: `update callback_deliveries
           set state = (case when attempt = 0 then 'pending' else 'retrying' end)::delivery_state
           where endpoint_id = $1 and state = 'sending'`,
    values: [endpointId],
  });
}

/** When an endpoint has something to send next; null when nothing waits. */
export async function nextDueAt(
  client: Sql,
  { endpointId, ordered }: { endpointId: string; ordered: boolean },
): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>(
    `select ${ordered ? "next_attempt_at" : "min(next_attempt_at)"} as at
     from callback_deliveries where endpoint_id = $1 and state in ('pending', 'retrying')
     ${ordered ? "order by priority, event_seq, id limit 1" : ""}`,
    [endpointId],
  );
  return rows[0]?.at ?? null;
}
