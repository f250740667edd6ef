import { transact, type Tx } from "@cartwright/db";
import type { ProviderRefund } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { restockReturned } from "#inventory/restock-returned.ts";
import { describeOrder } from "#orders/describe-order.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";
import { emit } from "#outbox/emit.ts";
import { toDecimal } from "#pricing/money.ts";

import { paymentStatusOf } from "./payment-status.ts";
import { readRefundLines } from "./refund-lines.ts";

type Refund = LockedOrder["refunds"][number];

/** Writes down what the provider says of a refund, under the order's row lock; each outcome once. */
export async function applyRefund(
  ctx: Ctx,
  { id, orderId }: { id: string; orderId: string },
  truth: ProviderRefund,
): Promise<void> {
  const wrote = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const refund = order.refunds.find((each) => each.id === id);
    return refund !== undefined && applyLockedRefund(tx, ctx, { order, refund, truth });
  });
  if (wrote) ctx.wakeRelay();
}

/** The same for a caller who holds the order's row. Answers whether an event was written. */
export async function applyLockedRefund(tx: Tx, scope: Scope, word: RefundWord): Promise<boolean> {
  const { refund, truth } = word;
  if (refund.state === "failed" || refund.state === truth.state) {
    if (refund.state === "pending") await keepId(tx, refund, truth);
    return false;
  }
  if (truth.state === "failed") return fail(tx, scope, word);
  return refund.state === "pending" && succeed(tx, scope, word);
}

interface RefundWord {
  readonly order: LockedOrder;
  readonly refund: Refund;
  readonly truth: ProviderRefund;
}

async function keepId(tx: Tx, refund: Refund, truth: ProviderRefund): Promise<void> {
  await tx.refund.update({
    where: { id: refund.id },
    data: { providerRefundId: truth.providerRefundId },
    select: { id: true },
  });
}

async function succeed(tx: Tx, scope: Scope, { order, refund, truth }: RefundWord): Promise<boolean> {
  const now = scope.now();
  const data = { state: "succeeded", providerRefundId: truth.providerRefundId, succeededAt: now } as const;
  await tx.refund.update({ where: { id: refund.id }, data, select: { id: true } });
  const restocked = readRefundLines(refund.lines).filter((line) => line.restock);
  await restockReturned(tx, scope, { refundId: refund.id, lines: restocked });
  const paymentStatus = paymentStatusOf({
    capturedMinor: order.capturedMinor,
    refundedMinor: settledBy(order, refund),
  });
  const returnStatus = restocked.length === 0 ? order.returnStatus : returnStatusOf(order);
  await tx.order.update({
    where: { id: order.id },
    data: { paymentStatus, returnStatus, updatedAt: now },
    select: { id: true },
  });
  const money = {
    amount: toDecimal({ minor: refund.amountMinor, currency: refund.currency }),
    currency: refund.currency,
  };
  const { reason } = refund;
  await recordAudit(tx, scope, {
    action: "order.refunded",
    subjectType: "order",
    subjectId: order.id,
    data: { refundId: refund.id, ...money, reason },
  });
  await emit(tx, scope, {
    type: "order.refunded",
    aggregateType: "order",
    aggregateId: order.id,
    data: { ...describeOrder(order), refundId: refund.id, refund: money, reason },
  });
  return true;
}

/** The money stays with us: what was reserved for this refund may be promised again. */
async function fail(tx: Tx, scope: Scope, { order, refund, truth }: RefundWord): Promise<boolean> {
  const { amountMinor } = refund;
  const updatedAt = scope.now();
  const { failureCode } = truth;
  await tx.refund.update({
    where: { id: refund.id },
    data: { state: "failed", failureCode, succeededAt: null },
    select: { id: true },
  });
  const uncounted = { refundedMinor: { decrement: amountMinor }, updatedAt };
  await tx.payment.update({ where: { id: refund.paymentId }, data: uncounted, select: { id: true } });
  const paymentStatus = paymentStatusOf({
    capturedMinor: order.capturedMinor,
    refundedMinor: settledWithout(order, refund),
  });
  await tx.order.update({ where: { id: order.id }, data: { ...uncounted, paymentStatus }, select: { id: true } });
  for (const { lineId, quantity } of readRefundLines(refund.lines)) {
    await tx.orderLine.update({
      where: { id: lineId },
      data: { refundedQuantity: { decrement: quantity } },
      select: { id: true },
    });
  }
  await recordAudit(tx, scope, {
    action: "refund.failed",
    subjectType: "order",
    subjectId: order.id,
    data: {
      refundId: refund.id,
      amount: toDecimal({ minor: amountMinor, currency: refund.currency }),
      currency: refund.currency,
      failureCode,
    },
  });
  return false;
}

function settledBy(order: LockedOrder, refund: Refund): bigint {
  return settledWithout(order, refund) + refund.amountMinor;
}

function settledWithout(order: LockedOrder, refund: Refund): bigint {
  return order.refunds
    .filter((each) => each.state === "succeeded" && each.id !== refund.id)
    .reduce((sum, each) => sum + each.amountMinor, 0n);
}

function returnStatusOf(order: LockedOrder): "partial" | "returned" {
  return order.lines.every((line) => line.refundedQuantity === line.quantity) ? "returned" : "partial";
}
