import { transact } from "@cartwright/db";
import type { ProviderPayment } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { lockOrder } from "#orders/lock-order.ts";

import { applyCapture } from "./apply-capture.ts";
import { applyEnd } from "./apply-end.ts";
import { keepProviderIds } from "./keep-provider-ids.ts";
import { type StartablePayment } from "./open-session.ts";
import { settleSoon } from "./settle-refund.ts";

/**
 * Writes down what the provider says of a payment, under the order's row lock. Whoever asked, however often, in whatever
 * order the answers come: a payment is captured once, the order is paid once, and money that nobody waits for any more
 * (the order was cancelled, or paid by another attempt) is given back.
 */
export async function applyProviderPayment(
  ctx: Ctx,
  payment: { id: string; orderId: string },
  truth: ProviderPayment,
): Promise<void> {
  const { wrote, refundId } = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, payment.orderId);
    const known = order.payments.find(({ id }) => id === payment.id);
    if (known === undefined) throw new Error(`payment ${payment.id} is not of order ${payment.orderId}`);
    await keepProviderIds(tx, ctx, known, truth);
    const at = { order, payment: known, truth };
    return truth.state === "captured" ? applyCapture(tx, ctx, at) : applyEnd(tx, ctx, at);
  });
  if (wrote) ctx.wakeRelay();
  if (refundId !== null) await settleSoon(ctx, [refundId]);
}

/** As if the provider had said so itself: it refused to open the payment, so nobody can pay it. */
export function failedAtStart(payment: StartablePayment, failureCode: string): ProviderPayment {
  return {
    sessionId: null,
    providerPaymentId: null,
    state: "failed",
    capturedMinor: 0n,
    refundedMinor: 0n,
    currency: payment.currency,
    failureCode,
    orderId: payment.orderId,
    paymentId: payment.id,
  };
}
