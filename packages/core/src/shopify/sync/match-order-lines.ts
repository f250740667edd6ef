import type { SqlTx } from "@cartwright/db";

import type { ReadChannelOrder } from "#channels/read-channel-order.ts";
import { toJson } from "#sync/to-json.ts";

import type { Feed } from "./raw-table.ts";

/** What a line's goods are here. */
export interface KnownGoods {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly locationId: string;
  /** When its stock was taken over from the shop; null for what we had before. */
  readonly stockTakenOverAt: Date | null;
}

export type FindGoods = (line: {
  readonly externalListingId: string | null;
  readonly sku: string | null;
}) => KnownGoods | null;

interface Row extends KnownGoods {
  readonly listingId: string | null;
  readonly listedSku: string | null;
}

/**
 * Finds the variants behind the lines of many orders in one query, by the rules of `matchLines`: by the shop's listing, by the
 * SKU of one of its listings, or by our own.
 */
export async function matchOrderLines(
  tx: SqlTx,
  { organizationId, integrationId }: Feed,
  orders: readonly Pick<ReadChannelOrder, "lines">[],
): Promise<FindGoods> {
  const lines = orders.flatMap((order) => order.lines);
  const listings = [...new Set(lines.flatMap(({ externalListingId }) => externalListingId ?? []))];
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))];
  const rows = await tx.$queryRaw<Row[]>`
    with wanted as (
      select external_id as "listingId", sku as "listedSku", variant_id, created_at, external_ids->>'productId' as product
      from channel_listings
      where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
        and (external_id in (select jsonb_array_elements_text(${toJson(listings)}::text::jsonb))
          or sku in (select jsonb_array_elements_text(${toJson(skus)}::text::jsonb)))
      union all
      select null, null, id, null, null from variants
      where organization_id = ${organizationId}::uuid
        and sku in (select jsonb_array_elements_text(${toJson(skus)}::text::jsonb))
    )
    select w."listingId", w."listedSku", v.id::text as "variantId", v.product_id::text as "productId", v.sku,
      l.id::text as "locationId", case when not p.matched then w.created_at end as "stockTakenOverAt"
    from wanted w join variants v on v.id = w.variant_id
      join locations l on l.organization_id = v.organization_id and l.is_default
      left join shopify_products p on p.integration_id = ${integrationId}::uuid and p.external_id = w.product`;
  const byListing = indexBy(rows, ({ listingId }) => listingId);
  const byListedSku = indexBy(rows, ({ listedSku }) => listedSku);
  const bySku = indexBy(rows, ({ listingId, sku }) => (listingId === null ? sku : null));
  return ({ externalListingId, sku }) =>
    byListing.get(externalListingId ?? "") ?? byListedSku.get(sku ?? "") ?? bySku.get(sku ?? "") ?? null;
}

function indexBy(rows: readonly Row[], keyOf: (row: Row) => string | null): ReadonlyMap<string, Row> {
  return new Map(rows.flatMap((row) => (keyOf(row) === null ? [] : [[keyOf(row) ?? "", row] as const])));
}
