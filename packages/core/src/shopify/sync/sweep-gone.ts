import { Prisma } from "@cartwright/db";
import type { SyncSweep } from "@cartwright/integrations/contracts";

import { markGone } from "./mark-gone.ts";
import { rawTables } from "./raw-table.ts";
import type { ShopifySync } from "./shopify-sync.ts";

const askedAtOnce = 250;

/**
 * Finds what a full run has not seen. Shopify shows an app the orders of the last 60 days, unless it may see all: an order that
 * is older than all that were seen is out of sight, not gone. Each is asked for by its id before it is given up.
 */
export function sweepGone(sync: ShopifySync): SyncSweep {
  const { ctx, feed, shop, integrationId, kind } = sync;
  const table = rawTables[kind];
  const inSight = (runId: string) =>
    kind === "products"
      ? Prisma.sql`true`
      : Prisma.sql`shop_created_at >= (select min(shop_created_at) from shopify_orders
          where integration_id = ${integrationId}::uuid and seen_by = ${runId}::uuid)`;
  return {
    async count({ runId }) {
      const [row] = await ctx.db.prisma.$queryRaw<{ vanished: number; known: number }[]>`
        select count(*) filter (where seen_by is distinct from ${runId}::uuid)::int as vanished, count(*)::int as known
        from ${table} where integration_id = ${integrationId}::uuid and deleted_at is null and ${inSight(runId)}`;
      return row ?? { vanished: 0, known: 0 };
    },
    async list(after, limit, { runId }) {
      const rows = await ctx.db.prisma.$queryRaw<{ id: string }[]>`
        select external_id as id from ${table}
        where integration_id = ${integrationId}::uuid and deleted_at is null and external_id > ${after ?? ""}
          and seen_by is distinct from ${runId}::uuid and ${inSight(runId)}
        order by external_id limit ${limit}`;
      return rows.map(({ id }) => id);
    },
    async removeAll(ids, { signal }) {
      const gone: string[] = [];
      for (let at = 0; at < ids.length; at += askedAtOnce) {
        const asked = ids.slice(at, at + askedAtOnce);
        const there = await feed.existing(shop, asked, { signal });
        gone.push(...asked.filter((id) => !there.has(id)));
      }
      return markGone(ctx, sync, { externalIds: gone, at: ctx.now() });
    },
  };
}
