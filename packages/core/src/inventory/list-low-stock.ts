import type { Ctx } from "#context.ts";

export interface LowStock {
  readonly variantId: string;
  readonly productId: string;
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly threshold: number;
}

/** Variants on sale of which fewer are available than their threshold, scarcest first. */
export async function listLowStock(ctx: Ctx, { limit = 20 }: { limit?: number } = {}): Promise<LowStock[]> {
  return ctx.db.prisma.$queryRaw<LowStock[]>`
    SELECT v.id AS "variantId", p.id AS "productId", p.slug, v.sku, p.title, v.title AS "variantTitle",
           stock."onHand", stock.reserved, stock.available, coalesce(v.low_stock_threshold, o.low_stock_threshold) AS threshold
    FROM (SELECT b.variant_id, sum(b.on_hand)::int AS "onHand", sum(b.reserved)::int AS reserved,
                 sum(b.on_hand - b.reserved)::int AS available FROM stock_balances b
          WHERE b.organization_id = ${ctx.organizationId}::uuid GROUP BY b.variant_id) stock
    JOIN variants v ON v.id = stock.variant_id AND v.archived_at IS NULL
    JOIN products p ON p.id = v.product_id AND p.status = 'active'
    JOIN organizations o ON o.id = v.organization_id
    WHERE stock.available < coalesce(v.low_stock_threshold, o.low_stock_threshold)
    ORDER BY stock.available, p.title, v.position LIMIT ${limit}`;
}
