import type { ClientBase } from "pg";

import { newId } from "@cartwright/db";

/** Takes the oldest event out of the outbox and keeps it as a dead letter, with the reason. Returns its id. */
export async function parkOldest(client: ClientBase, reason: unknown): Promise<string | null> {
  const { rows } = await client.query<{ ref: string }>(
    `with parked as (delete from outbox where id = (select min(id) from outbox) returning *)
     insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
     select $1, organization_id, 'event', type, event_id::text,
       jsonb_build_object('aggregateType', aggregate_type, 'aggregateId', aggregate_id, 'occurredAt', occurred_at,
         'trace', trace, 'data', payload), $2, 1
     from parked
     on conflict (kind, ref) do update set error = excluded.error, resolved_at = null, resolution = null
     returning ref`,
    [newId(), reason instanceof Error ? reason.message : String(reason)],
  );
  return rows[0]?.ref ?? null;
}
