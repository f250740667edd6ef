import { newId, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import type { LockedOrder } from "#orders/lock-order.ts";
import { toDecimal } from "#pricing/money.ts";

export interface RefundLine {
  readonly lineId: string;
  readonly quantity: number;
  /** True: the goods came back and go on sale again. */
  readonly restock: boolean;
}

export interface NewRefund {
  readonly order: LockedOrder;
  readonly payment: LockedOrder["payments"][number];
  readonly amountMinor: bigint;
  readonly reason: string;
  /** Unique per order. */
  readonly requestKey: string;
  readonly lines?: readonly RefundLine[];
}

/**
 * Writes a refund as pending and counts its amount as given back, so that no other refund can promise the same money.
 * Nothing has moved yet: `settleRefund` asks the provider after the commit, and undoes this when it is refused.
 */
export async function reserveRefund(tx: Tx, scope: Scope, refund: NewRefund): Promise<string> {
  const { order, payment, amountMinor, reason, requestKey, lines = [] } = refund;
  const { organizationId } = scope;
  const now = scope.now();
  const id = newId();
  const counted = { refundedMinor: { increment: amountMinor }, updatedAt: now };
  await tx.refund.create({
    data: {
      id,
      organizationId,
      orderId: order.id,
      paymentId: payment.id,
      amountMinor,
      currency: order.currency,
      reason,
      requestKey,
      lines: lines.map((line) => ({ ...line })),
      createdAt: now,
    },
    select: { id: true },
  });
  await tx.payment.update({ where: { id: payment.id }, data: counted, select: { id: true } });
  await tx.order.update({ where: { id: order.id }, data: counted, select: { id: true } });
  for (const { lineId, quantity } of lines) {
    await tx.orderLine.update({
      where: { id: lineId },
      data: { refundedQuantity: { increment: quantity } },
      select: { id: true },
    });
  }
  const amount = toDecimal({ minor: amountMinor, currency: order.currency });
  await recordAudit(tx, scope, {
    action: "refund.requested",
    subjectType: "order",
    subjectId: order.id,
    data: { refundId: id, amount, currency: order.currency, reason },
  });
  return id;
}
