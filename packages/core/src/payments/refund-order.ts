import { transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";
import type { Money } from "#pricing/money.ts";

import { refundAmount, type RefundWish } from "./refund-amount.ts";
import { reserveRefund } from "./reserve-refund.ts";
import { settleSoon } from "./settle-refund.ts";

export interface RefundOrderInput extends RefundWish {
  readonly orderId: string;
  readonly reason: string;
  /** The same key again is the same refund. */
  readonly refundKey: string;
}

export interface RefundView {
  readonly refundId: string;
  readonly orderId: string;
  /** `pending` while the provider has not settled it. */
  readonly state: string;
  readonly amount: Money;
  readonly failureCode: string | null;
}

/**
 * Gives money back: an amount, lines, or, without either, all that is left. The amount is reserved under the order's row
 * lock before the provider is asked, so refunds at the same moment never add up to more than was captured.
 *
 * Throws `not_found`, `refund_exceeds_captured`, `invalid_input`, and `invalid_order_state` when goods that have not left
 * should be restocked.
 */
export async function refundOrder(ctx: Ctx, input: RefundOrderInput): Promise<RefundView> {
  const refundId = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, input.orderId);
    const requestKey = `request:${input.refundKey}`;
    const earlier = order.refunds.find((refund) => refund.requestKey === requestKey);
    return earlier?.id ?? (await reserve(tx, ctx, { order, input, requestKey }));
  });
  await settleSoon(ctx, [refundId]);
  const { state, amountMinor, currency, failureCode } = await ctx.db.prisma.refund.findUniqueOrThrow({
    where: { id: refundId },
  });
  return { refundId, orderId: input.orderId, state, amount: { minor: amountMinor, currency }, failureCode };
}

async function reserve(
  tx: Tx,
  ctx: Ctx,
  { order, input, requestKey }: { order: LockedOrder; input: RefundOrderInput; requestKey: string },
): Promise<string> {
  const amountMinor = refundAmount(order, input);
  const payment = order.payments.toSorted((a, b) => (leftOf(a) > leftOf(b) ? -1 : 1))[0];
  const left = payment === undefined ? 0n : leftOf(payment);
  if (payment === undefined || amountMinor > left) {
    const { currency } = order;
    throw new DomainError("refund_exceeds_captured", {
      requestedMinor: String(amountMinor),
      leftMinor: String(left),
      currency,
    });
  }
  const lines = (input.lines ?? []).map((line) => ({ ...line, restock: line.restock ?? false }));
  return reserveRefund(tx, ctx, { order, payment, amountMinor, reason: input.reason, requestKey, lines });
}

function leftOf({ capturedMinor, refundedMinor }: { capturedMinor: bigint; refundedMinor: bigint }): bigint {
  return capturedMinor - refundedMinor;
}
