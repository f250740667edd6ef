import { newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { resolveShortfalls } from "#orders/resolve-shortfalls.ts";

import type { SettledShortfall } from "./allocate-shortfall.ts";
import { lockShortfall, type LockedShortfall } from "./lock-shortfall.ts";
import { matchLines } from "./match-lines.ts";
import { promiseMissing } from "./promise-missing.ts";

export interface MapShortfallInput {
  readonly shortfallId: string;
  /** Ours. */
  readonly sku: string;
}

/**
 * Says what a line of nothing that we know is, and promises to it what is there of that. The store's listing, if the channel
 * named one, is known by it from now on: later orders find it, and the store is told how many there are.
 *
 * @throws DomainError `not_found`, `variant_unavailable` for a SKU that we do not have, and `invalid_order_state` when the
 * shortfall is settled or its line is known.
 */
export async function mapShortfall(ctx: Ctx, { shortfallId, sku }: MapShortfallInput): Promise<SettledShortfall> {
  const settled = await transact(ctx.db, async (tx) => {
    const locked = await lockUnknown(tx, ctx, shortfallId);
    // By our own SKU alone: had the store a word for it, the line would be known.
    const lines = [{ position: 1, sku, externalListingId: null }];
    const variant = (await matchLines(tx, ctx, { store: null, lines })).get(1);
    if (variant === undefined) throw new DomainError("variant_unavailable", { items: [{ sku }] });
    const { order, line } = locked;
    const { variantId, productId, locationId } = variant;
    const mapped = await tx.orderLine.update({
      where: { id: line.id },
      data: { variantId, productId, locationId, sku: variant.sku },
    });
    await tx.channelShortfall.update({
      where: { id: shortfallId },
      data: { kind: "out_of_stock" },
      select: { id: true },
    });
    const { missing } = await promiseMissing(tx, ctx, { order, line: mapped });
    await rememberListing(tx, ctx, { locked, variantId });
    await recordAudit(tx, ctx, {
      action: "shortfall.mapped",
      subjectType: "order",
      subjectId: order.id,
      data: { from: line.sku, title: line.title, sku: variant.sku, missing },
    });
    return { shortfallId, orderId: order.id, missing };
  });
  ctx.wakeRelay();
  return settled;
}

/**
 * Says that a line is nothing of ours to count, such as a service or something made to order: it can be shipped, and takes
 * no stock. Throws as `mapShortfall`.
 */
export async function dismissShortfall(ctx: Ctx, { shortfallId }: { shortfallId: string }): Promise<SettledShortfall> {
  return transact(ctx.db, async (tx) => {
    const { order, line } = await lockUnknown(tx, ctx, shortfallId);
    await resolveShortfalls(tx, ctx, { orderId: order.id, lineId: line.id, resolution: "not_stocked" });
    await recordAudit(tx, ctx, {
      action: "shortfall.dismissed",
      subjectType: "order",
      subjectId: order.id,
      data: { sku: line.sku, title: line.title },
    });
    return { shortfallId, orderId: order.id, missing: 0 };
  });
}

async function lockUnknown(tx: Tx, scope: Scope, shortfallId: string): Promise<LockedShortfall> {
  const locked = await lockShortfall(tx, scope, shortfallId);
  if (locked.line.variantId === null) return locked;
  const message = "This line is known: it is what is missing of it that waits.";
  throw new DomainError("invalid_order_state", { shortfallId, sku: locked.line.sku }, { message });
}

async function rememberListing(
  tx: Tx,
  { organizationId, now }: Scope,
  { locked, variantId }: { locked: LockedShortfall; variantId: string },
): Promise<void> {
  const { externalListingId: externalId } = locked.shortfall;
  if (externalId === null) return;
  const { channel, storeId } = await tx.channelOrder.findUniqueOrThrow({ where: { orderId: locked.order.id } });
  const sku = locked.line.sku === "" ? null : locked.line.sku;
  const row = { id: newId(), organizationId, channel, storeId, externalId, sku, variantId, createdAt: now() };
  await tx.channelListing.createMany({ data: [row], skipDuplicates: true });
}
