import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";
import { toDecimal } from "#pricing/money.ts";

import { describeOrder } from "./describe-order.ts";
import type { LockedOrder } from "./lock-order.ts";
import { moveOrder } from "./order-states.ts";

/**
 * pending → paid, with its audit row and its `order.paid`. The caller holds the order's row and has written what was
 * captured. Throws `invalid_order_state` from any state but pending.
 */
export async function markOrderPaid(
  tx: Tx,
  scope: Scope,
  { order, paymentId }: { order: LockedOrder; paymentId: string },
): Promise<void> {
  const paidAt = scope.now();
  await moveOrder(tx, scope, { order, to: "paid", data: { paymentStatus: "paid", paidAt } });
  const amount = toDecimal({ minor: order.totalMinor, currency: order.currency });
  await recordAudit(tx, scope, {
    action: "order.paid",
    subjectType: "order",
    subjectId: order.id,
    data: { paymentId, amount, currency: order.currency },
  });
  await emit(tx, scope, {
    type: "order.paid",
    aggregateType: "order",
    aggregateId: order.id,
    data: { ...describeOrder({ ...order, status: "paid" }), paidAt: paidAt.toISOString() },
  });
}
