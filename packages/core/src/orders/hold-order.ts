import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import { lockOrder, type LockedOrder } from "./lock-order.ts";

/**
 * Keeps an order from leaving until somebody releases it; one that is on hold stays so, for its first reason.
 *
 * @throws DomainError `not_found`, and `invalid_order_state` for an order that has left or was cancelled
 */
export async function holdOrder(ctx: Ctx, input: { orderId: string; reason: string }): Promise<{ orderId: string }> {
  await transact(ctx.db, (tx) => holdOrderIn(tx, ctx, input));
  ctx.wakeRelay();
  return { orderId: input.orderId };
}

/** The same in the caller's transaction. */
export async function holdOrderIn(
  tx: Tx,
  scope: Scope,
  { orderId, reason }: { orderId: string; reason: string },
): Promise<void> {
  const order = await lockOrder(tx, scope, orderId);
  if (order.heldAt !== null) return;
  if (order.status !== "pending" && order.status !== "paid")
    throw new DomainError("invalid_order_state", { orderId, status: order.status, wanted: "on hold" });
  const where = { organizationId_id: { organizationId: scope.organizationId, id: orderId } };
  const data = { heldAt: scope.now(), holdReason: reason, updatedAt: scope.now() };
  await tx.order.update({ where, data, select: { id: true } });
  const subject = { subjectType: "order", subjectId: orderId } as const;
  await recordAudit(tx, scope, { ...subject, action: "order.held", data: { reason } });
  const told = { orderId, number: String(order.number), reason };
  await emit(tx, scope, { type: "order.held", aggregateType: "order", aggregateId: orderId, data: told });
}

/** @throws DomainError `order_on_hold`, with the reason, for an order that is kept from leaving */
export function requireNotHeld({ id, heldAt, holdReason }: Pick<LockedOrder, "id" | "heldAt" | "holdReason">): void {
  if (heldAt !== null) throw new DomainError("order_on_hold", { orderId: id, reason: holdReason });
}
