import type { SqlTx } from "@cartwright/db";

import type { ReadChannelOrder } from "#channels/read-channel-order.ts";

import type { Feed } from "./raw-table.ts";

/** What a line's goods are here. */
export interface KnownGoods {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly locationId: string;
  /** When its stock was taken over from the shop; null for what we had before. */
  readonly stockTakenOverAt: Date | null;
  /** False: the shop keeps no count of it, and nobody here ever did. */
  readonly takesStock: boolean;
}

export type FindGoods = (line: {
  readonly externalListingId: string | null;
  readonly sku: string | null;
}) => KnownGoods | null;

interface Listed {
  readonly listingId: string;
  readonly listedSku: string | null;
  readonly variantId: string;
  readonly createdAt: Date;
  readonly product: string | null;
  readonly stockKept: boolean;
}

interface Goods extends Omit<KnownGoods, "stockTakenOverAt" | "takesStock"> {
  readonly isCounted: boolean;
}

/**
 * Finds the variants behind the lines of many orders, by the rules of `matchLines`: by the shop's listing, by the SKU of one of
 * its listings, or by our own. In four queries on one index each: right after a shop's first products came over, Postgres
 * does not know how many there are, and joined them all with each other.
 */
export async function matchOrderLines(
  tx: SqlTx,
  feed: Feed,
  orders: readonly Pick<ReadChannelOrder, "lines">[],
): Promise<FindGoods> {
  const lines = orders.flatMap((order) => order.lines);
  const skus = namesOf(lines.map(({ sku }) => sku));
  const listed = await findListed(tx, feed, { listings: namesOf(lines.map((line) => line.externalListingId)), skus });
  const ids = listed.map(({ variantId }) => variantId);
  const goods = await findGoods(tx, feed, { ids, skus });
  const brought = await findBrought(
    tx,
    feed,
    listed.flatMap(({ product }) => product ?? []),
  );
  const byId = new Map(goods.map((one) => [one.variantId, one]));
  const known = listed.flatMap(({ listingId, listedSku, variantId, createdAt, product, stockKept }) => {
    const found = byId.get(variantId);
    if (!found) return [];
    const stockTakenOverAt = product !== null && brought.has(product) ? createdAt : null;
    const takesStock = stockKept || found.isCounted;
    return [{ listingId, listedSku, goods: { ...found, stockTakenOverAt, takesStock } }];
  });
  const byListing = new Map(known.map((one) => [one.listingId, one.goods]));
  const byListedSku = new Map(known.map((one) => [one.listedSku, one.goods]));
  const bySku = new Map(goods.map((one) => [one.sku, { ...one, stockTakenOverAt: null, takesStock: true }]));
  return ({ externalListingId, sku }) =>
    byListing.get(externalListingId ?? "") ?? byListedSku.get(sku ?? "") ?? bySku.get(sku ?? "") ?? null;
}

// Nothing is called by a name with a NUL in it: Postgres keeps none, and refuses to look for one.
function namesOf(names: readonly (string | null)[]): string[] {
  return [...new Set(names.flatMap((name) => (name === null || name.includes("\0") ? [] : [name])))];
}

async function findListed(
  tx: SqlTx,
  { organizationId, integrationId }: Feed,
  { listings, skus }: { readonly listings: string[]; readonly skus: string[] },
): Promise<Listed[]> {
  return tx.$queryRaw<Listed[]>`
    select external_id as "listingId", sku as "listedSku", variant_id::text as "variantId", created_at as "createdAt",
      external_ids->>'productId' as product, stock_kept as "stockKept"
    from channel_listings
    where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
      and variant_id is not null and (external_id = any(${listings}::text[]) or sku = any(${skus}::text[]))`;
}

async function findGoods(
  tx: SqlTx,
  { organizationId }: Feed,
  { ids, skus }: { readonly ids: string[]; readonly skus: string[] },
): Promise<Goods[]> {
  return tx.$queryRaw<Goods[]>`
    select v.id::text as "variantId", v.product_id::text as "productId", v.sku, l.id::text as "locationId",
      exists (select from stock_ledger g where g.organization_id = v.organization_id and g.variant_id = v.id) as "isCounted"
    from variants v join locations l on l.organization_id = v.organization_id and l.is_default
    where v.organization_id = ${organizationId}::uuid
      and (v.id = any(${ids}::uuid[]) or v.sku = any(${skus}::text[]))`;
}

/** Those of the shop's products that we did not sell before. */
async function findBrought(
  tx: SqlTx,
  { integrationId }: Feed,
  products: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select external_id as id from shopify_products
    where integration_id = ${integrationId}::uuid and not matched and external_id = any(${[...new Set(products)]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
