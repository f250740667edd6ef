import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { releaseStock } from "#inventory/release-stock.ts";
import { emit } from "#outbox/emit.ts";
import { reserveRefund } from "#payments/reserve-refund.ts";
import { toDecimal } from "#pricing/money.ts";

import { describeOrder } from "./describe-order.ts";
import type { LockedOrder } from "./lock-order.ts";
import { moveOrder } from "./order-states.ts";
import { resolveShortfalls } from "./resolve-shortfalls.ts";

export interface CancelledOrder {
  /** Refunds that now wait for the provider. */
  readonly refundIds: readonly string[];
  /** Payments that somebody might still pay. */
  readonly openPaymentIds: readonly string[];
}

/**
 * Cancels an order whose row the caller holds: the stock goes back on sale, what was captured is promised back, parcels
 * not handed over are called off. Throws `invalid_order_state` unless it is pending, or paid with nothing shipped.
 */
export async function cancelLockedOrder(
  tx: Tx,
  scope: Scope,
  { order, reason }: { order: LockedOrder; reason: string },
): Promise<CancelledOrder> {
  const { id: orderId, status } = order;
  if (order.fulfillmentStatus !== "unfulfilled")
    throw new DomainError("invalid_order_state", { orderId, status, fulfillment: order.fulfillmentStatus });
  const now = scope.now();
  const paymentStatus = order.capturedMinor === 0n ? "voided" : order.paymentStatus;
  await moveOrder(tx, scope, {
    order,
    to: "cancelled",
    data: { cancelledAt: now, cancelReason: reason, paymentStatus },
  });
  await releaseStock(tx, scope, { orderId, reason });
  if (order.lines.some(({ missingQuantity }) => missingQuantity > 0))
    await resolveShortfalls(tx, scope, { orderId, resolution: "cancelled" });
  await tx.shipment.updateMany({ where: { orderId, state: "created" }, data: { state: "cancelled" } });
  const refundIds = await promiseBack(tx, scope, order);
  await tell(tx, scope, { order, reason });
  const openPaymentIds = order.payments
    .filter(({ state }) => state === "created" || state === "pending" || state === "authorized")
    .map(({ id }) => id);
  return { refundIds, openPaymentIds };
}

async function promiseBack(tx: Tx, scope: Scope, order: LockedOrder): Promise<string[]> {
  const refundIds: string[] = [];
  for (const payment of order.payments) {
    const amountMinor = payment.capturedMinor - payment.refundedMinor;
    if (amountMinor <= 0n) continue;
    const requestKey = `cancel:${payment.id}`;
    refundIds.push(
      await reserveRefund(tx, scope, { order, payment, amountMinor, reason: "Order cancelled", requestKey }),
    );
  }
  return refundIds;
}

async function tell(tx: Tx, scope: Scope, { order, reason }: { order: LockedOrder; reason: string }): Promise<void> {
  const { id, currency } = order;
  const minor = order.capturedMinor - order.refundedMinor;
  const refunded = minor > 0n ? { amount: toDecimal({ minor, currency }), currency } : null;
  await recordAudit(tx, scope, {
    action: "order.cancelled",
    subjectType: "order",
    subjectId: id,
    data: { reason, refunded },
  });
  await emit(tx, scope, {
    type: "order.cancelled",
    aggregateType: "order",
    aggregateId: id,
    data: { ...describeOrder({ ...order, status: "cancelled" }), reason, refunded },
  });
}
