import type { Ctx } from "#context.ts";

/** A listing of which the channel refused the last quantity. */
export interface RefusedListing {
  readonly id: string;
  readonly channel: string;
  readonly storeId: string;
  /** The channel's name for it. */
  readonly externalId: string;
  /** Ours. */
  readonly sku: string;
  readonly productId: string;
  readonly title: string;
  readonly error: string;
  readonly lastPushedQuantity: number | null;
  readonly pushedAt: Date | null;
}

/** Listings that do not show what is there, newest first; the first `limit` of them, 25 by default. */
export async function listRefusedListings(
  ctx: Ctx,
  { limit = 25 }: { limit?: number | undefined } = {},
): Promise<RefusedListing[]> {
  return ctx.db.prisma.$queryRaw<RefusedListing[]>`
    select l.id::text, l.channel, l.store_id::text as "storeId", l.external_id as "externalId", v.sku,
      p.id::text as "productId", p.title, l.error, l.last_pushed_quantity as "lastPushedQuantity", l.pushed_at as "pushedAt"
    from channel_listings l
    join variants v on v.organization_id = l.organization_id and v.id = l.variant_id
    join products p on p.organization_id = v.organization_id and p.id = v.product_id
    where l.organization_id = ${ctx.organizationId}::uuid and l.error is not null
    order by l.id desc limit ${limit}`;
}
