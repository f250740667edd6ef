import type { Tx } from "@cartwright/db";
import type { ProviderPayment } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import type { LockedOrder } from "#orders/lock-order.ts";
import { markOrderPaid } from "#orders/mark-order-paid.ts";
import { toDecimal } from "#pricing/money.ts";

import { type Applied, nothingApplied } from "./keep-provider-ids.ts";
import { reserveRefund } from "./reserve-refund.ts";

export interface ProviderWord {
  readonly order: LockedOrder;
  readonly payment: LockedOrder["payments"][number];
  readonly truth: Pick<ProviderPayment, "state" | "capturedMinor" | "currency" | "failureCode">;
}

/**
 * The money is there. A pending order becomes paid by it; one that does not wait for it any more, because it was cancelled
 * or is paid already, gets a refund of all of it in the same transaction.
 */
export async function applyCapture(tx: Tx, scope: Scope, { order, payment, truth }: ProviderWord): Promise<Applied> {
  if (payment.state === "captured") return nothingApplied;
  if (truth.currency !== payment.currency) throw new Error(`payment ${payment.id} was captured in ${truth.currency}`);
  const { capturedMinor } = truth;
  const now = scope.now();
  await tx.payment.update({
    where: { id: payment.id },
    data: { state: "captured", capturedMinor, capturedAt: now, failureCode: null, updatedAt: now },
    select: { id: true },
  });
  await tx.order.update({
    where: { id: order.id },
    data: { capturedMinor: { increment: capturedMinor }, updatedAt: now },
    select: { id: true },
  });
  const amount = toDecimal({ minor: capturedMinor, currency: order.currency });
  await recordAudit(tx, scope, {
    action: "payment.captured",
    subjectType: "order",
    subjectId: order.id,
    data: { paymentId: payment.id, provider: payment.provider, amount, currency: order.currency },
  });
  if (order.status === "pending") {
    await markOrderPaid(tx, scope, { order, paymentId: payment.id });
    return { wrote: true, refundId: null };
  }
  return { wrote: false, refundId: await giveBack(tx, scope, { order, payment, capturedMinor }) };
}

async function giveBack(
  tx: Tx,
  scope: Scope,
  { order, payment, capturedMinor }: { order: LockedOrder; payment: ProviderWord["payment"]; capturedMinor: bigint },
) {
  const reason = order.status === "cancelled" ? "Paid after the order was cancelled" : "Paid twice";
  return reserveRefund(tx, scope, {
    order,
    payment,
    amountMinor: capturedMinor,
    reason,
    requestKey: `surplus:${payment.id}`,
  });
}
