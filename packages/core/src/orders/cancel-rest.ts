import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { releaseStock } from "#inventory/release-stock.ts";
import { emit } from "#outbox/emit.ts";
import { priceOfUnits } from "#payments/refund-amount.ts";
import { readRefundLines } from "#payments/refund-lines.ts";
import { reserveRefund, type RefundLine } from "#payments/reserve-refund.ts";
import { settleSoon } from "#payments/settle-refund.ts";
import { toDecimal } from "#pricing/money.ts";

import { describeOrder } from "./describe-order.ts";
import { type LockedOrder, lockOrder } from "./lock-order.ts";
import { moveOrder } from "./order-states.ts";
import { resolveShortfalls } from "./resolve-shortfalls.ts";
import { unitsToCome } from "./units-to-come.ts";

interface RestOfLine {
  readonly line: LockedOrder["lines"][number];
  readonly quantity: number;
}

/**
 * Cancels what has not left of an order that left in part: it goes back on sale, its price is given back as far as it was not
 * before, parcels that wait are called off. Delivery is not given back, since a parcel left for it. The order is then shipped,
 * or delivered when all that left has arrived. The provider is asked after the commit, and by the sweep when it is away.
 *
 * @throws DomainError `not_found`, and `invalid_order_state` unless the order is paid and has left in part
 */
export async function cancelRest(
  ctx: Ctx,
  { orderId, reason }: { orderId: string; reason: string },
): Promise<{ orderId: string }> {
  const refundId = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const { status, fulfillmentStatus: fulfillment } = order;
    if (status !== "paid" || fulfillment !== "partial")
      throw new DomainError("invalid_order_state", { orderId, status, fulfillment });
    const rest = order.lines.flatMap((line) => {
      const quantity = unitsToCome(line);
      return quantity === 0 ? [] : [{ line, quantity }];
    });
    await callOff(tx, ctx, { order, rest, reason });
    const refund = await promiseBack(tx, ctx, { order, rest, reason });
    await moveOn(tx, ctx, order);
    await tell(tx, ctx, { order, reason, amountMinor: refund?.amountMinor ?? 0n });
    return refund?.id ?? null;
  });
  ctx.wakeRelay();
  if (refundId !== null) await settleSoon(ctx, [refundId]);
  return { orderId };
}

interface CancelledRest {
  readonly order: LockedOrder;
  readonly rest: readonly RestOfLine[];
  readonly reason: string;
}

async function callOff(tx: Tx, scope: Scope, { order, rest, reason }: CancelledRest): Promise<void> {
  await tx.shipment.updateMany({ where: { orderId: order.id, state: "created" }, data: { state: "cancelled" } });
  await releaseStock(tx, scope, { orderId: order.id, reason });
  await resolveShortfalls(tx, scope, { orderId: order.id, resolution: "cancelled" });
  for (const { line, quantity } of rest) {
    const data = { cancelledQuantity: quantity };
    await tx.orderLine.update({ where: { id: line.id }, data, select: { id: true } });
  }
}

async function promiseBack(
  tx: Tx,
  scope: Scope,
  { order, rest, reason }: CancelledRest,
): Promise<{ id: string; amountMinor: bigint } | null> {
  const [payment] = order.payments.toSorted((a, b) => (leftOf(a) > leftOf(b) ? -1 : 1));
  if (payment === undefined) return null;
  const units = rest.flatMap(({ line, quantity }) => {
    // What was given back without coming back was, as far as it goes, what has not left.
    const before = line.refundedQuantity - returnedOf(order, line.id);
    return before >= quantity ? [] : [{ line, quantity: quantity - before }];
  });
  const price = units.reduce((sum, { line, quantity }) => sum + priceOfUnits(line, quantity), 0n);
  // Amounts that were given back without naming lines may have left less than that.
  const amountMinor = price < leftOf(payment) ? price : leftOf(payment);
  if (amountMinor === 0n) return null;
  const lines = units.map(({ line, quantity }): RefundLine => ({ lineId: line.id, quantity, restock: false }));
  const requestKey = "cancel-rest";
  return {
    amountMinor,
    id: await reserveRefund(tx, scope, { order, payment, amountMinor, reason, requestKey, lines }),
  };
}

function returnedOf(order: LockedOrder, lineId: string): number {
  return order.refunds
    .filter(({ state }) => state !== "failed")
    .flatMap((refund) => readRefundLines(refund.lines))
    .filter((line) => line.lineId === lineId && line.restock)
    .reduce((sum, line) => sum + line.quantity, 0);
}

function leftOf({ capturedMinor, refundedMinor }: { capturedMinor: bigint; refundedMinor: bigint }): bigint {
  return capturedMinor - refundedMinor;
}

async function moveOn(tx: Tx, scope: Scope, order: LockedOrder): Promise<void> {
  const left = order.shipments.filter(({ state }) => state === "shipped" || state === "delivered");
  const shippedAt = latest(left.map((parcel) => parcel.shippedAt)) ?? scope.now();
  await moveOrder(tx, scope, { order, to: "shipped", data: { fulfillmentStatus: "fulfilled", shippedAt } });
  if (!left.every(({ state }) => state === "delivered")) return;
  const deliveredAt = latest(left.map((parcel) => parcel.deliveredAt)) ?? scope.now();
  const shipped = { id: order.id, status: "shipped" } as const;
  const data = { fulfillmentStatus: "delivered", deliveredAt } as const;
  await moveOrder(tx, scope, { order: shipped, to: "delivered", data });
}

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null);
}

async function tell(
  tx: Tx,
  scope: Scope,
  { order, reason, amountMinor }: { order: LockedOrder; reason: string; amountMinor: bigint },
): Promise<void> {
  const { id, currency } = order;
  const refunded = amountMinor > 0n ? { amount: toDecimal({ minor: amountMinor, currency }), currency } : null;
  const { status } = await tx.order.findUniqueOrThrow({ where: { id }, select: { status: true } });
  await recordAudit(tx, scope, {
    action: "order.rest_cancelled",
    subjectType: "order",
    subjectId: id,
    data: { reason, refunded },
  });
  await emit(tx, scope, {
    type: "order.rest_cancelled",
    aggregateType: "order",
    aggregateId: id,
    data: { ...describeOrder({ ...order, status }), reason, refunded },
  });
}
