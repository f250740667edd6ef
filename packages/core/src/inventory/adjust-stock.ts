import { newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

export interface AdjustStockInput {
  readonly variantId: string;
  /** Adds to what is on the shelf (or takes away); give this or `onHand`. */
  readonly delta?: number | undefined;
  /** Sets what is on the shelf, as after counting. */
  readonly onHand?: number | undefined;
  /** Why, for the ledger: "counted", "damaged", "delivery". */
  readonly reason: string;
  /** What the shelf held when the person looked; another number now means that they must look again. */
  readonly expectedOnHand?: number | undefined;
}

export interface StockNumbers {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/**
 * Corrects what is on the shelf at the organization's default location, with a ledger row that says why.
 *
 * @throws DomainError `not_found`, `stock_conflict` when the shelf holds another number than `expectedOnHand`,
 * `negative_stock` when less would be left than is promised to orders, `invalid_input`
 */
export async function adjustStock(ctx: Ctx, input: AdjustStockInput): Promise<StockNumbers> {
  if ((input.delta === undefined) === (input.onHand === undefined)) {
    throw new DomainError("invalid_input", { field: "delta" }, { message: "Give either delta or onHand." });
  }
  const numbers = await transact(ctx.db, async (tx) => {
    const before = await lockBalance(tx, ctx, input.variantId);
    const delta = input.delta ?? (input.onHand ?? 0) - before.onHand;
    const onHand = before.onHand + delta;
    refuseSurprise(before, { ...input, onHand });
    if (delta !== 0) await write(tx, ctx, { ...input, before, delta });
    return { onHand, reserved: before.reserved, available: onHand - before.reserved };
  });
  ctx.wakeRelay();
  return numbers;
}

interface Balance {
  locationId: string;
  onHand: number;
  reserved: number;
  sku: string;
  title: string;
  /** Fewer than this available is low. */
  threshold: number;
}

async function lockBalance(tx: Tx, { organizationId }: Ctx, variantId: string): Promise<Balance> {
  const rows = await tx.$queryRaw<Balance[]>`
    SELECT b.location_id AS "locationId", b.on_hand AS "onHand", b.reserved, v.sku, p.title,
      coalesce(v.low_stock_threshold, o.low_stock_threshold) AS threshold
    FROM stock_balances b JOIN locations l ON l.id = b.location_id JOIN variants v ON v.id = b.variant_id
      JOIN products p ON p.id = v.product_id JOIN organizations o ON o.id = v.organization_id
    WHERE b.organization_id = ${organizationId}::uuid AND b.variant_id = ${variantId}::uuid AND l.is_default
    FOR UPDATE OF b`;
  const balance = rows[0];
  if (!balance) throw new DomainError("not_found", { variant: variantId });
  return balance;
}

function refuseSurprise(before: Balance, wanted: { onHand: number; expectedOnHand?: number | undefined }): void {
  const { expectedOnHand, onHand } = wanted;
  if (expectedOnHand !== undefined && expectedOnHand !== before.onHand) {
    const details = { expectedOnHand, onHand: before.onHand };
    throw new DomainError("stock_conflict", details, {
      message: `There are ${before.onHand} on the shelf, not ${expectedOnHand}.`,
    });
  }
  if (onHand < before.reserved) {
    const message = `${before.reserved} are promised to orders, so no fewer can be on the shelf.`;
    throw new DomainError("negative_stock", { onHand: before.onHand, reserved: before.reserved }, { message });
  }
}

async function write(
  tx: Tx,
  ctx: Ctx,
  { variantId, reason, before, delta }: { variantId: string; reason: string; before: Balance; delta: number },
): Promise<void> {
  const { locationId, sku } = before;
  const onHand = before.onHand + delta;
  await tx.stockBalance.update({
    where: { variantId_locationId: { variantId, locationId } },
    data: { onHand: { increment: delta }, updatedAt: ctx.now() },
  });
  await tx.stockLedger.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      variantId,
      locationId,
      deltaOnHand: delta,
      reason: "adjustment",
      note: reason,
      at: ctx.now(),
    },
  });
  const data = { sku, delta, reason, before: { onHand: before.onHand }, after: { onHand } };
  await recordAudit(tx, ctx, { action: "stock.adjusted", subjectType: "variant", subjectId: variantId, data });
  await tell(tx, ctx, { variantId, before, available: onHand - before.reserved });
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  { variantId, before, available }: { variantId: string; before: Balance; available: number },
): Promise<void> {
  const { sku, title, threshold } = before;
  const about = { aggregateType: "variant", aggregateId: variantId } as const;
  await emit(tx, ctx, { ...about, type: "inventory.changed", data: { variantId, sku, available } });
  // Said when it becomes low, as when an order takes it; not again while it stays so.
  if (before.onHand - before.reserved < threshold || available >= threshold) return;
  const data = { variantId, sku, title, available, threshold };
  await emit(tx, ctx, { ...about, type: "inventory.low_stock", data });
}
