import { transact, type Tx } from "@cartwright/db";
import type { ListedRefund, PaymentRef } from "@cartwright/integrations/contracts";

import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";

import { askProvider, providerOf } from "./ask-provider.ts";
import { reserveRefund } from "./reserve-refund.ts";

/**
 * Takes over refunds of a payment that somebody made at its provider, past us: each becomes a pending refund here, once, which
 * `settleRefund` then follows like one of ours. Answers those that are new.
 *
 * @throws DomainError `not_found`, `payment_failed`, and `provider_unavailable` when asking again may help: the provider is
 * away, or a refund of ours that it will refuse still holds the money
 */
export async function importRefunds(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<string[]> {
  const where = { organizationId_id: { organizationId: ctx.organizationId, id: paymentId } };
  const payment = await ctx.db.prisma.payment.findUnique({ where });
  if (payment === null) throw new DomainError("not_found", { paymentId });
  const answer = await askProvider(providerOf(ctx, payment.provider).listRefunds(refOf(payment)));
  if (!answer.ok) throw new DomainError("payment_failed", { paymentId }, { cause: answer.cause });
  const foreign = answer.value.filter(({ refundId, state }) => refundId === null && state !== "failed");
  const taken: string[] = [];
  for (const refund of foreign) {
    const id = await transact(ctx.db, (tx) => takeOver(tx, ctx, { ...payment, refund }));
    if (id !== null) taken.push(id);
  }
  return taken;
}

function refOf({
  providerSessionId: sessionId,
  providerPaymentId,
}: {
  providerSessionId: string | null;
  providerPaymentId: string | null;
}): PaymentRef {
  return { sessionId, providerPaymentId };
}

interface Found {
  readonly id: string;
  readonly orderId: string;
  readonly provider: string;
  readonly refund: ListedRefund;
}

async function takeOver(
  tx: Tx,
  scope: Scope,
  { id: paymentId, orderId, provider, refund }: Found,
): Promise<string | null> {
  const { providerRefundId, amountMinor } = refund;
  const order = await lockOrder(tx, scope, orderId);
  if (order.refunds.some((known) => known.paymentId === paymentId && known.providerRefundId === providerRefundId))
    return null;
  const payment = order.payments.find(({ id }) => id === paymentId);
  if (payment === undefined) throw new Error(`payment ${paymentId} is not of order ${orderId}`);
  const leftMinor = payment.capturedMinor - payment.refundedMinor;
  // The money is gone, and promised to a refund of ours: once the provider has refused that, there is room for this one.
  if (amountMinor > leftMinor) throw new DomainError("provider_unavailable", { orderId, providerRefundId });
  const id = await reserveRefund(tx, scope, {
    order,
    payment,
    amountMinor,
    reason: `Refunded at ${provider}`,
    requestKey: `provider:${providerRefundId}`,
  });
  // With the promise, never after it: a refund without this id is asked for at the provider.
  await tx.refund.update({ where: { id }, data: { providerRefundId }, select: { id: true } });
  return id;
}
