import type { Services } from "#context.ts";

import { enqueue } from "./enqueue.ts";

interface DueOrder {
  id: string;
  organization_id: string;
  request_id: string | null;
}

const mostAtOnce = 100;

/**
 * Adds a job for every unpaid order whose time is up and that has none yet. Cheap enough for once a second: the index
 * holds unpaid orders alone. A job that waits for its next try is left alone, for adding it again would end its patience.
 */
export async function enqueueDueExpiries(services: Pick<Services, "db" | "now">): Promise<number> {
  const { rows } = await services.db.pool.query<DueOrder>(
    `select id, organization_id, request_id from orders
     where status = 'pending' and payment_due_at <= $1
       and not exists (select 1 from graphile_worker.jobs where key = 'expire:' || orders.id)
       and not exists (select 1 from dead_letters
         where kind = 'job' and name = 'expire-order' and resolved_at is null and payload->>'orderId' = orders.id::text)
     order by payment_due_at limit ${mostAtOnce}`,
    [services.now()],
  );
  for (const order of rows) {
    await enqueue(
      services,
      "expire-order",
      { organizationId: order.organization_id, orderId: order.id, requestId: order.request_id ?? undefined },
      { jobKey: `expire:${order.id}` },
    );
  }
  return rows.length;
}
