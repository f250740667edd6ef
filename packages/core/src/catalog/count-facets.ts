import type { Ctx } from "#context.ts";

import { hasStock, isInCollection, isInPriceRange, matchesWords, type ProductFilter } from "./product-filter.ts";
import type { ProductPage } from "./views.ts";

interface FacetRow {
  total: number;
  in_stock: number;
  min_price: bigint | null;
  max_price: bigint | null;
  currency: string | null;
  collections: { slug: string; title: string; count: number }[] | null;
}

/**
 * Counts what each filter would leave, in one statement: a facet is counted over the products that the *other* filters let
 * through, so that choosing a second collection is never offered with a count of nothing.
 */
export async function countFacets(
  ctx: Ctx,
  filter: ProductFilter,
): Promise<Pick<ProductPage, "totalCount" | "facets">> {
  const onlyInStock = filter.inStock === true;
  const rows = await ctx.db.prisma.$queryRaw<FacetRow[]>`
    WITH matched AS (
      SELECT p.id, p.min_price_minor, p.max_price_minor, p.currency,
             ${isInCollection(filter)} AS in_collection, ${isInPriceRange(filter)} AS in_price, ${hasStock} AS in_stock
      FROM products p WHERE ${matchesWords(filter)}
    ), wanted AS (
      SELECT *, (in_stock OR NOT ${onlyInStock}) AS stock_ok FROM matched
    )
    SELECT count(*) FILTER (WHERE in_collection AND in_price AND stock_ok)::int AS total,
           count(*) FILTER (WHERE in_collection AND in_price AND in_stock)::int AS in_stock,
           min(min_price_minor) FILTER (WHERE in_collection AND stock_ok) AS min_price,
           max(max_price_minor) FILTER (WHERE in_collection AND stock_ok) AS max_price,
           min(currency) AS currency,
           (SELECT json_agg(json_build_object('slug', c.slug, 'title', c.title, 'count', c.count) ORDER BY c.position) FROM (
              SELECT c.slug, c.title, c.position, count(w.id)::int AS count
              FROM collections c
              LEFT JOIN collection_products cp ON cp.collection_id = c.id
              LEFT JOIN wanted w ON w.id = cp.product_id AND w.in_price AND w.stock_ok
              WHERE c.organization_id = ${filter.organizationId}::uuid GROUP BY c.id) c) AS collections
    FROM wanted`;
  const row = rows[0];
  const currency = row?.currency ?? "";
  const price = (minor: bigint | null | undefined) => (typeof minor === "bigint" ? { minor, currency } : null);
  return {
    totalCount: row?.total ?? 0,
    facets: {
      collections: row?.collections ?? [],
      inStock: row?.in_stock ?? 0,
      minPrice: price(row?.min_price),
      maxPrice: price(row?.max_price),
    },
  };
}
