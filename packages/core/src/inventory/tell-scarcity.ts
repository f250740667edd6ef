import { Prisma } from "@cartwright/db";

import type { Scope } from "#context.ts";

/**
 * The part of a statement that tells, of everything in `reserved` that has become scarce, how much of it is left, and once
 * that it is low.
 */
export function tellScarcity({ organizationId, requestId, now }: Scope): Prisma.Sql {
  return Prisma.sql`
      insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
      select e.event_id, ${organizationId}::uuid, 'variant', r."variantId", e.type, e.payload,
        jsonb_build_object('requestId', ${requestId}::text), ${now().toISOString()}::timestamptz
      from reserved r cross join lateral (
        values
          (r."changedEventId", 'inventory.changed', true,
            jsonb_build_object('variantId', r."variantId", 'sku', r.sku, 'available', r.after)),
          (r."lowEventId", 'inventory.low_stock', r.before >= r."lowStockThreshold",
            jsonb_build_object('variantId', r."variantId", 'sku', r.sku, 'title', r.title, 'available', r.after,
              'threshold', r."lowStockThreshold"))
      ) as e(event_id, type, due, payload)
      where r.after < r."lowStockThreshold" and e.due`;
}
