import type { Ctx } from "#context.ts";

import type { FailureGroup } from "./views.ts";

interface GroupRow {
  endpoint_id: string;
  url: string;
  last_status: number | null;
  last_error: string | null;
  count: number;
  first_at: Date;
  last_at: Date;
  delivery_id: string;
}

const mostGroups = 100;

/**
 * What was given up on and not sent again since, by endpoint and cause, the most frequent first: at most 100 groups, of one
 * endpoint or of all.
 */
export async function groupDeadDeliveries(
  ctx: Ctx,
  { endpointId }: { endpointId?: string | undefined } = {},
): Promise<FailureGroup[]> {
  const { rows } = await ctx.db.pool.query<GroupRow>(
    `select endpoint.id as endpoint_id, endpoint.url, last_status, last_error, count(*)::int as count,
       min(delivery.created_at) as first_at, max(delivery.created_at) as last_at,
       (array_agg(delivery.id order by delivery.created_at desc, delivery.id desc))[1] as delivery_id
     from callback_endpoints endpoint
     join callback_deliveries delivery on delivery.endpoint_id = endpoint.id and delivery.state = 'dead'
     where endpoint.organization_id = $1 and ($2::uuid is null or endpoint.id = $2)
       and not exists (
         select 1 from callback_deliveries later
         where later.event_id = delivery.event_id and later.endpoint_id = delivery.endpoint_id
           and later.replay_no > delivery.replay_no
       )
     group by endpoint.id, last_status, last_error
     order by count(*) desc, max(delivery.created_at) desc limit ${mostGroups}`,
    [ctx.organizationId, endpointId ?? null],
  );
  return rows.map((row) => ({
    endpointId: row.endpoint_id,
    targetUrl: row.url,
    lastStatus: row.last_status,
    lastError: row.last_error,
    count: row.count,
    firstAt: row.first_at,
    lastAt: row.last_at,
    deliveryId: row.delivery_id,
  }));
}
