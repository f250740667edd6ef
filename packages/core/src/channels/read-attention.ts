import type { Ctx } from "#context.ts";

/** What of the channels waits for staff; each number stops at 100. */
export interface ChannelAttention {
  /** Lines sold that cannot be delivered as it stands. */
  readonly openShortfalls: number;
  /** Of those, lines of which nobody knows what they are. */
  readonly unknownSkus: number;
  /** Listings of which the channel refused the last quantity. */
  readonly refusedListings: number;
}

/** Counts what of the channels waits for staff. One statement, which reads no more than it says. */
export async function readAttention(ctx: Ctx): Promise<ChannelAttention> {
  const { organizationId } = ctx;
  const [row] = await ctx.db.prisma.$queryRaw<ChannelAttention[]>`
    with open as (
      select kind from channel_shortfalls
      where organization_id = ${organizationId}::uuid and resolved_at is null limit 100
    )
    select count(*)::int as "openShortfalls", (count(*) filter (where kind = 'unknown_sku'))::int as "unknownSkus",
      (select count(*)::int from (
        select from channel_listings where organization_id = ${organizationId}::uuid and error is not null limit 100
      ) refused) as "refusedListings"
    from open`;
  return row ?? { openShortfalls: 0, unknownSkus: 0, refusedListings: 0 };
}
