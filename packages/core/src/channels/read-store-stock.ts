import type { ChannelStore } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

/** How a store stands with what it is told of stock. */
export interface StoreStock {
  /** What it sells of ours. */
  readonly listings: number;
  /** Listings whose newest quantity it has not been told; stops at 1,000. */
  readonly due: number;
  /** Failed pushes in a row. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastPushedAt: Date | null;
  /** Null: nothing is due. */
  readonly nextPushAt: Date | null;
}

/** How a store stands with what it is told of stock; all empty for one that lists nothing of ours. One statement. */
export async function readStoreStock(
  { db, organizationId }: Ctx,
  { channel, storeId }: Pick<ChannelStore, "channel" | "storeId">,
): Promise<StoreStock> {
  const [stock] = await db.prisma.$queryRaw<StoreStock[]>`
    with store as (
      select ${organizationId}::uuid as organization_id, ${channel}::text as channel, ${storeId}::uuid as store_id
    )
    select (select count(*)::int from channel_listings l
        where (l.organization_id, l.channel, l.store_id) = (store.organization_id, store.channel, store.store_id)) as listings,
      (select count(*)::int from (
        select from channel_listings l
        where (l.organization_id, l.channel, l.store_id) = (store.organization_id, store.channel, store.store_id)
          and l.revision > l.pushed_revision limit 1000) waiting) as due,
      coalesce(p.failures, 0) as failures, p.last_error as "lastError", p.last_pushed_at as "lastPushedAt",
      p.next_push_at as "nextPushAt"
    from store left join channel_pushes p
      on (p.organization_id, p.channel, p.store_id) = (store.organization_id, store.channel, store.store_id)`;
  if (stock === undefined) throw new Error("a statement without an answer");
  return stock;
}
