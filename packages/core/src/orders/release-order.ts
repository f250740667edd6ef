import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";

import { lockOrder } from "./lock-order.ts";

/** Lets an order leave again; one that is not on hold stays as it is. Throws `not_found`. */
export async function releaseOrder(ctx: Ctx, input: { orderId: string }): Promise<{ orderId: string }> {
  await transact(ctx.db, (tx) => releaseOrderIn(tx, ctx, input));
  ctx.wakeRelay();
  return { orderId: input.orderId };
}

/** The same in the caller's transaction. */
export async function releaseOrderIn(tx: Tx, scope: Scope, { orderId }: { orderId: string }): Promise<void> {
  const order = await lockOrder(tx, scope, orderId);
  if (order.heldAt === null) return;
  const where = { organizationId_id: { organizationId: scope.organizationId, id: orderId } };
  const data = { heldAt: null, holdReason: null, updatedAt: scope.now() };
  await tx.order.update({ where, data, select: { id: true } });
  const subject = { subjectType: "order", subjectId: orderId } as const;
  await recordAudit(tx, scope, { ...subject, action: "order.released", data: { wasHeldFor: order.holdReason } });
  const told = { orderId, number: String(order.number) };
  await emit(tx, scope, { type: "order.released", aggregateType: "order", aggregateId: orderId, data: told });
}
