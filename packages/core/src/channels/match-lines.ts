import type { SqlTx } from "@cartwright/db";
import type { ChannelStore } from "@cartwright/integrations/contracts";

import type { Scope } from "#context.ts";

/** A line to be found among what we sell, by its place in the order. */
export interface LineToMatch {
  readonly position: number;
  readonly sku: string | null;
  readonly externalListingId: string | null;
}

/** What a channel's line is here, and from where its goods are taken. */
export interface MatchedLine {
  readonly position: number;
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly lowStockThreshold: number;
  /** False: the store keeps no count of it, and nobody here ever did. It takes from no shelf. */
  readonly takesStock: boolean;
}

/**
 * Finds the variants behind a channel's lines, in one statement: by the store's listing, by the SKU that the store gives one
 * of its listings, or by our own SKU, in this order. It makes no difference whether we sell it ourselves at the moment.
 * Without a store only our own SKUs count. What nobody knows is not in the answer.
 */
export async function matchLines(
  client: SqlTx,
  { organizationId }: Pick<Scope, "organizationId">,
  { store, lines }: { store: Pick<ChannelStore, "channel" | "storeId"> | null; lines: readonly LineToMatch[] },
): Promise<ReadonlyMap<number, MatchedLine>> {
  if (lines.length === 0) return new Map();
  const { channel = null, storeId = null } = store ?? {};
  const rows = await client.$queryRaw<MatchedLine[]>`
    select d.position, v.id::text as "variantId", v.product_id::text as "productId", v.sku,
      shelf.location_id::text as "locationId",
      found.stock_kept or exists (select from stock_ledger g where g.organization_id = v.organization_id and g.variant_id = v.id)
        as "takesStock", coalesce(v.low_stock_threshold, o.low_stock_threshold) as "lowStockThreshold"
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as d(position int, sku text, "externalListingId" text)
    cross join lateral (
      select variant_id, stock_kept from (
        select 1 as rank, variant_id, stock_kept from channel_listings
        where organization_id = ${organizationId}::uuid and channel = ${channel}::text and store_id = ${storeId}::uuid
          and external_id = d."externalListingId"
        union all
        select 2, variant_id, stock_kept from channel_listings
        where organization_id = ${organizationId}::uuid and channel = ${channel}::text and store_id = ${storeId}::uuid
          and sku = d.sku
        union all
        select 3, id, true from variants where organization_id = ${organizationId}::uuid and sku = d.sku
      ) known order by rank, variant_id limit 1
    ) as found
    join variants v on v.organization_id = ${organizationId}::uuid and v.id = found.variant_id
    join organizations o on o.id = v.organization_id
    cross join lateral (
      select l.id as location_id
      from locations l left join stock_balances b on b.variant_id = v.id and b.location_id = l.id
      where l.organization_id = v.organization_id
      order by coalesce(b.on_hand - b.reserved, 0) desc, l.is_default desc, l.id
      limit 1
    ) as shelf`;
  return new Map(rows.map((row) => [row.position, row]));
}
