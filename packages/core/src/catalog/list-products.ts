import type { Ctx } from "#context.ts";
import { writeKeysetCursor } from "#paging/keyset-cursor.ts";

import { countFacets } from "./count-facets.ts";
import { matchesAll, type ProductFilter, type ProductSort } from "./product-filter.ts";
import { afterCursor, direction, productOrder } from "./product-order.ts";
import type { MediaView, ProductCard, ProductPage } from "./views.ts";

export interface ListProductsInput {
  readonly query?: string | undefined;
  /** Slug of a collection. */
  readonly collection?: string | undefined;
  readonly minPriceMinor?: bigint | undefined;
  readonly maxPriceMinor?: bigint | undefined;
  readonly inStock?: boolean | undefined;
  readonly sort?: ProductSort | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 100, default 24. */
  readonly limit?: number | undefined;
  /** Default `active`: what shoppers see. */
  readonly status?: ProductFilter["status"] | undefined;
}

/**
 * One page of products with their prices, stock and pictures, and the counts for the filters beside the list.
 * Two statements, whatever the page holds.
 *
 * @throws DomainError `invalid_input` when the cursor is not one of ours.
 */
export async function listProducts(ctx: Ctx, input: ListProductsInput = {}): Promise<ProductPage> {
  const { limit = 24, cursor, sort, status = "active", ...wanted } = input;
  const filter: ProductFilter = {
    ...wanted,
    status,
    organizationId: ctx.organizationId,
    now: ctx.now(),
  };
  const [rows, facets] = await Promise.all([
    selectPage(ctx, filter, { sort, cursor, limit }),
    countFacets(ctx, filter),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.sort_value, last.id]) : null;
  return { items: page.map(toCard), nextCursor, ...facets };
}

interface CardRow {
  id: string;
  slug: string;
  title: string;
  status: ProductCard["status"];
  min_price_minor: bigint;
  max_price_minor: bigint;
  currency: string;
  sort_value: string;
  compare_at_minor: bigint | null;
  available: number;
  variant_count: number;
  media: MediaView[] | null;
}

async function selectPage(
  { db }: Ctx,
  filter: ProductFilter,
  { sort, cursor, limit }: { sort: ProductSort | undefined; cursor: string | undefined; limit: number },
): Promise<CardRow[]> {
  const order = productOrder(sort, filter);
  const way = direction(order);
  return db.prisma.$queryRaw<CardRow[]>`
    WITH page AS (
      SELECT p.id, p.organization_id, p.slug, p.title, p.status::text AS status, p.min_price_minor, p.max_price_minor, p.currency,
             ${order.expression} AS sort_key
      FROM products p
      WHERE ${matchesAll(filter)} AND ${afterCursor(order, cursor)}
      ORDER BY ${order.expression} ${way}, p.id ${way}
      LIMIT ${limit + 1}
    )
    SELECT page.id, page.slug, page.title, page.status, page.min_price_minor, page.max_price_minor, page.currency,
           page.sort_key::text AS sort_value, stock.compare_at_minor, stock.available, stock.variant_count, pictures.media
    FROM page
    CROSS JOIN LATERAL (
      SELECT max(v.compare_at_minor) FILTER (WHERE v.compare_at_minor > v.price_minor) AS compare_at_minor,
             coalesce(sum(b.on_hand - b.reserved), 0)::int AS available,
             count(DISTINCT v.id)::int AS variant_count
      FROM variants v LEFT JOIN stock_balances b ON b.variant_id = v.id
      WHERE v.organization_id = page.organization_id AND v.product_id = page.id AND v.archived_at IS NULL
    ) stock
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('mediaId', m.id, 'alt', first.alt, 'width', m.width, 'height', m.height,
                                        'variantId', first.variant_id) ORDER BY first.position) AS media
      FROM (SELECT once.* FROM (
              SELECT DISTINCT ON (pm.media_id) pm.* FROM product_media pm
              WHERE pm.organization_id = page.organization_id AND pm.product_id = page.id
              ORDER BY pm.media_id, pm.position) once
            ORDER BY once.position LIMIT 2) first
      JOIN media m ON m.id = first.media_id
    ) pictures
    ORDER BY page.sort_key ${way}, page.id ${way}`;
}

function toCard(row: CardRow): ProductCard {
  const price = (minor: bigint) => ({ minor, currency: row.currency });
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    status: row.status,
    minPrice: price(row.min_price_minor),
    maxPrice: price(row.max_price_minor),
    compareAt: row.compare_at_minor === null ? null : price(row.compare_at_minor),
    available: row.available,
    variantCount: row.variant_count,
    media: row.media?.[0] ?? null,
    hoverMedia: row.media?.[1] ?? null,
  };
}
