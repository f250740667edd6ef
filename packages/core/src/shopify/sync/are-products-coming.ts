import { type ShopifySync, syncName } from "./shopify-sync.ts";

/**
 * Whether the shop's products are being pulled for the first time. An order that was brought over before what it is about would
 * be flagged as selling something unknown. A run that nobody has begun is not waited for: there may be no room for two.
 */
export async function areProductsComing({ ctx, organizationId, integrationId }: ShopifySync): Promise<boolean> {
  const name = syncName({ kind: "products", integrationId });
  const [row] = await ctx.db.prisma.$queryRaw<{ coming: boolean }[]>`
    select exists (select from sync_jobs where organization_id = ${organizationId}::uuid and name = ${name}
        and status in ('pending', 'running') and (status = 'running' or created_at > now() - interval '3 seconds'))
      and not exists (select from shopify_feeds where integration_id = ${integrationId}::uuid and kind = 'products'
        and synced_at is not null) as coming`;
  return row?.coming ?? false;
}
