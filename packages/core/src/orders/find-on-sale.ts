import { Prisma, type SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { OrderedItem } from "./order-input.ts";

/** A variant that may be bought now. */
export interface OnSale {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly unitPriceMinor: bigint;
  readonly currency: string;
  readonly taxRateBps: number;
  readonly lowStockThreshold: number;
  /** Where it would be taken from. */
  readonly locationId: string;
  /** What is there now; certain only under lock. */
  readonly available: number;
}

export interface Wanted {
  readonly variantIds?: readonly string[];
  readonly productIds?: readonly string[];
  readonly skus?: readonly string[];
}

/** Finds what was asked for. Each finder throws `variant_unavailable` for what is not, or no longer, on sale. */
export interface Shelf {
  readonly byVariant: (variantId: string) => OnSale;
  /** Also `invalid_input` for a product of several variants. */
  readonly byItem: (item: OrderedItem) => OnSale;
}

/** Everything that pricing and stock need of the wanted variants, in one statement. */
export async function findOnSale(tx: SqlTx, scope: Scope, wanted: Wanted): Promise<Shelf> {
  const rows = await tx.$queryRaw<OnSale[]>(select(scope, wanted));
  const byId = new Map(rows.map((row) => [row.variantId, row]));
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  const byVariant = (variantId: string) => byId.get(variantId) ?? unavailable({ variantId });
  return {
    byVariant,
    byItem({ variantId, productId, sku }) {
      if (variantId !== undefined) return byVariant(variantId);
      if (sku !== undefined) return bySku.get(sku) ?? unavailable({ sku });
      return single(
        rows.filter((row) => row.productId === productId),
        productId,
      );
    },
  };
}

function single(variants: readonly OnSale[], productId: string | undefined): OnSale {
  const [only] = variants;
  if (variants.length > 1)
    throw new DomainError("invalid_input", { productId }, { message: "This product has variants: name one of them." });
  return only ?? unavailable({ productId });
}

function unavailable(item: Pick<OrderedItem, "variantId" | "productId" | "sku">): never {
  throw new DomainError("variant_unavailable", { items: [item] });
}

// Of several locations the first that has most; there is one row for every variant even when it was never stocked.
function select({ organizationId, now }: Scope, wanted: Wanted): Prisma.Sql {
  return Prisma.sql`
    select v.id::text as "variantId", v.product_id::text as "productId", v.sku, p.title, v.title as "variantTitle",
      v.price_minor as "unitPriceMinor", o.currency, o.tax_rate_bps as "taxRateBps",
      coalesce(v.low_stock_threshold, o.low_stock_threshold) as "lowStockThreshold",
      shelf.location_id::text as "locationId", shelf.available
    from variants v
    join products p on p.organization_id = v.organization_id and p.id = v.product_id
    join organizations o on o.id = v.organization_id
    cross join lateral (
      select l.id as location_id, coalesce(b.on_hand - b.reserved, 0) as available
      from locations l left join stock_balances b on b.variant_id = v.id and b.location_id = l.id
      where l.organization_id = v.organization_id
      order by available desc, l.is_default desc, l.id
      limit 1
    ) as shelf
    where v.organization_id = ${organizationId}::uuid and (${Prisma.join(conditions(wanted), " or ")})
      and v.archived_at is null and v.currency = o.currency
      and p.status = 'active' and p.published_at <= ${now().toISOString()}::timestamptz`;
}

function conditions({ variantIds = [], productIds = [], skus = [] }: Wanted): Prisma.Sql[] {
  const some = [
    variantIds.length > 0 ? Prisma.sql`v.id = any(${[...variantIds]}::uuid[])` : null,
    productIds.length > 0 ? Prisma.sql`v.product_id = any(${[...productIds]}::uuid[])` : null,
    skus.length > 0 ? Prisma.sql`v.sku = any(${[...skus]}::text[])` : null,
  ].filter((condition) => condition !== null);
  return some.length > 0 ? some : [Prisma.sql`false`];
}
