import { newId, type Db } from "@cartwright/db";

export interface WrittenEvent {
  readonly eventId: string;
  readonly aggregateId: string;
}

export interface WriteEvents {
  readonly organizationId: string;
  readonly count: number;
  /** Default `order.created`. */
  readonly type?: string;
  /** The events are about these, in turn; default one new order. */
  readonly aggregateIds?: readonly string[];
  readonly data?: object;
}

/** Puts events into the outbox in one statement, numbered from 0 in `data.n`. */
export async function writeEvents(db: Db, options: WriteEvents): Promise<WrittenEvent[]> {
  const { organizationId, count, type = "order.created", aggregateIds = [newId()], data = {} } = options;
  const events = Array.from({ length: count }, (_, n) => ({
    eventId: newId(),
    aggregateId: aggregateIds[n % aggregateIds.length] ?? newId(),
    payload: { ...data, n },
  }));
  await db.pool.query(
    `insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace)
     select (e->>'eventId')::uuid, $1, 'order', (e->>'aggregateId')::uuid, $2, e->'payload', '{"requestId":"req-test"}'
     from json_array_elements($3::json) with ordinality as list (e, n) order by n`,
    [organizationId, type, JSON.stringify(events)],
  );
  return events;
}
