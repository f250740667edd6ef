import { newId, transactSql } from "@cartwright/db";
import type { ChannelOrder } from "@cartwright/integrations/contracts";

import { toJson } from "#sync/to-json.ts";

import type { ShopifySync } from "./shopify-sync.ts";

/**
 * Puts on the shelf what an order had been promised when we took Shopify's stock over. Shopify tells how many are for sale,
 * which leaves out what its open orders wait for; our shelf holds both. Without this such an order would take again what is
 * not counted. Once for an order and variant, however often it is told.
 */
export async function coverPromised(
  { ctx, organizationId, integrationId }: ShopifySync,
  order: ChannelOrder,
): Promise<void> {
  if (order.placedAt >= ctx.now() || order.cancelled !== null || order.fulfilledByChannel) return;
  const lines = order.lines.flatMap(({ kind, externalListingId, quantity, shippedQuantity }) =>
    kind === "goods" && externalListingId !== null && quantity > shippedQuantity
      ? [{ listing: externalListingId, open: quantity - shippedQuantity, ledgerId: newId() }]
      : [],
  );
  if (lines.length === 0) return;
  const note = promisedTo(order.externalId);
  await transactSql(
    ctx.db,
    (tx) => tx.$queryRaw`
      with promised as (
        select (array_agg(r."ledgerId"))[1] as id, l.variant_id, s.location_id, sum(r.open)::int as open
        from jsonb_to_recordset(${toJson(lines)}::text::jsonb) as r(listing text, open int, "ledgerId" uuid)
        join channel_listings l on l.organization_id = ${organizationId}::uuid and l.channel = 'shopify'
          and l.store_id = ${integrationId}::uuid and l.external_id = r.listing and l.stock_kept
        -- Only what came from Shopify, and only if the order was there when it was counted.
        join shopify_products p on p.integration_id = ${integrationId}::uuid and p.external_id = l.external_ids->>'productId'
          and not p.matched
        join stock_balances s on s.variant_id = l.variant_id
        join locations place on place.id = s.location_id and place.is_default
        -- Shopify tells times to the second: an order of the second in which it was counted is a new one.
        where date_trunc('second', l.created_at) > ${order.placedAt}::timestamptz
          and not exists (select from channel_orders c where c.organization_id = ${organizationId}::uuid
            and c.channel = 'shopify' and c.store_id = ${integrationId}::uuid and c.external_id = ${order.externalId})
          and not exists (select from stock_ledger g where g.organization_id = ${organizationId}::uuid
            and g.variant_id = l.variant_id and g.reason = 'import' and g.note = ${note})
        group by l.variant_id, s.location_id
      ), locked as materialized (
        -- In the order in which everybody takes stock.
        select b.variant_id, b.location_id, promised.open
        from stock_balances b join promised using (variant_id, location_id)
        order by b.variant_id, b.location_id for update of b
      ), shelf as (
        update stock_balances b set on_hand = b.on_hand + locked.open, updated_at = ${ctx.now()}::timestamptz
        from locked where b.variant_id = locked.variant_id and b.location_id = locked.location_id
      )
      insert into stock_ledger (id, organization_id, variant_id, location_id, delta_on_hand, reason, note, origin_store_id, at)
      select id, ${organizationId}::uuid, variant_id, location_id, open, 'import', ${note}, ${integrationId}::uuid,
        ${ctx.now()}::timestamptz
      from promised`,
  );
}

/** What the ledger says of goods that were put on the shelf for an order, so that it is done once. */
export function promisedTo(externalId: string): string {
  return `Promised to ${externalId}`;
}
