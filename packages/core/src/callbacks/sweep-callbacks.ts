import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

/**
 * Adds a drain for every endpoint that has something due but no job: what a lost job or a hand-made change left behind.
 * Returns how many it added.
 */
export async function sweepCallbacks(services: Pick<Services, "db" | "now">): Promise<number> {
  const { rows } = await services.db.pool.query<{ id: string }>(
    `select id from callback_endpoints endpoint
     where status = 'enabled' and coalesce(open_until, $1) <= $1
       and exists (
         select 1 from callback_deliveries
         where endpoint_id = endpoint.id and state in ('pending', 'retrying') and next_attempt_at <= $1
         union all select 1 from callback_deliveries where endpoint_id = endpoint.id and state = 'sending'
       )
       and not exists (select 1 from graphile_worker.jobs where key = 'callbacks:' || endpoint.id and attempts < max_attempts)`,
    [services.now()],
  );
  for (const { id } of rows) {
    await enqueue(services, "drain-callbacks", { endpointId: id }, { jobKey: drainJobKey(id) });
  }
  return rows.length;
}
