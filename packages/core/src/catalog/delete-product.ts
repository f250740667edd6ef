import { newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

export interface DeletedProduct {
  /** `archived`: it was ordered once, and stays behind its orders. */
  readonly outcome: "deleted" | "archived";
}

/**
 * Takes a product out of the shop for good: out of collections and carts, with its variants and what stands on its shelf. One
 * that was ordered is archived instead, since its orders may still be cancelled or come back; they keep what they froze
 * either way. The stock ledger keeps its rows. Tells `product.deleted`, once.
 *
 * @throws DomainError `not_found`
 */
export async function deleteProduct(ctx: Ctx, { id }: { id: string }): Promise<DeletedProduct> {
  const outcome = await transact(ctx.db, async (tx) => {
    const product = await lockProduct(tx, ctx, id);
    const wasOrdered = await lockShelf(tx, ctx, id);
    await (wasOrdered ? archive(tx, ctx, id) : remove(tx, ctx, id));
    if (product.status === "archived" && wasOrdered) return "archived" as const;
    await tell(tx, ctx, product, wasOrdered);
    return wasOrdered ? ("archived" as const) : ("deleted" as const);
  });
  ctx.wakeRelay();
  return { outcome };
}

interface LockedProduct {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly status: string;
}

async function lockProduct(tx: Tx, { organizationId }: Scope, id: string): Promise<LockedProduct> {
  const [product] = await tx.$queryRaw<LockedProduct[]>`
    select id::text, slug, title, status::text from products
    where organization_id = ${organizationId}::uuid and id = ${id}::uuid for update`;
  if (!product) throw new DomainError("not_found", { product: id });
  return product;
}

/**
 * Holds the shelf of all its variants, so that nobody orders one meanwhile, and tells whether somebody has: an order takes its
 * stock before it is written, and commits both or none.
 */
async function lockShelf(tx: Tx, { organizationId }: Scope, productId: string): Promise<boolean> {
  // In the order in which orders take stock.
  await tx.$queryRaw`
    select from stock_balances b join variants v on v.organization_id = b.organization_id and v.id = b.variant_id
    where v.organization_id = ${organizationId}::uuid and v.product_id = ${productId}::uuid
    order by b.variant_id, b.location_id for update of b`;
  const [{ ordered } = { ordered: false }] = await tx.$queryRaw<{ ordered: boolean }[]>`
    select exists (
      select from variants v join order_lines l on l.organization_id = v.organization_id and l.variant_id = v.id
      where v.organization_id = ${organizationId}::uuid and v.product_id = ${productId}::uuid) as ordered`;
  return ordered;
}

async function archive(tx: Tx, { organizationId, now }: Scope, id: string): Promise<void> {
  await tx.product.updateMany({
    where: { organizationId, id, status: { not: "archived" } },
    data: { status: "archived", version: { increment: 1 }, updatedAt: now() },
  });
}

async function remove(tx: Tx, scope: Scope, id: string): Promise<void> {
  const { organizationId } = scope;
  const variants = await tx.variant.findMany({ where: { organizationId, productId: id }, select: { id: true } });
  const ofVariants = { organizationId, variantId: { in: variants.map((variant) => variant.id) } };
  const shelf = await tx.stockBalance.findMany({ where: { ...ofVariants, onHand: { gt: 0 } } });
  await tx.stockLedger.createMany({
    data: shelf.map(({ variantId, locationId, onHand }) => ({
      id: newId(),
      organizationId,
      variantId,
      locationId,
      deltaOnHand: -onHand,
      reason: "adjustment",
      note: "Product deleted",
      at: scope.now(),
    })),
  });
  await tx.cartLine.deleteMany({ where: ofVariants });
  await tx.stockBalance.deleteMany({ where: ofVariants });
  await tx.variant.deleteMany({ where: { organizationId, productId: id } });
  await tx.product.deleteMany({ where: { organizationId, id } });
}

async function tell(
  tx: Tx,
  scope: Scope,
  { id, slug, title, status }: LockedProduct,
  wasOrdered: boolean,
): Promise<void> {
  await recordAudit(tx, scope, {
    action: wasOrdered ? "product.archived" : "product.deleted",
    subjectType: "product",
    subjectId: id,
    data: { title },
  });
  // One that was archived was told of as deleted then.
  if (status === "archived") return;
  await emit(tx, scope, {
    type: "product.deleted",
    aggregateType: "product",
    aggregateId: id,
    data: { productId: id, slug, title, status: "archived" },
  });
}
