import type { Ctx } from "#context.ts";

export interface FoundStock {
  readonly sku: string;
  readonly variantId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** What stands on the default location's shelf, by SKU, in one query. A SKU that the organization does not sell is left out. */
export async function findStock(ctx: Ctx, skus: readonly string[]): Promise<FoundStock[]> {
  if (skus.length === 0) return [];
  return ctx.db.prisma.$queryRaw<FoundStock[]>`
    SELECT v.sku, v.id AS "variantId", b.on_hand AS "onHand", b.reserved
    FROM variants v JOIN stock_balances b ON b.organization_id = v.organization_id AND b.variant_id = v.id
      JOIN locations l ON l.id = b.location_id AND l.is_default
    WHERE v.organization_id = ${ctx.organizationId}::uuid AND v.sku = ANY(${[...skus]}::text[]) AND v.archived_at IS NULL`;
}
