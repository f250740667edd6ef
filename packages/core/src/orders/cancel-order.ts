import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { closeSoon } from "#payments/close-payment.ts";
import { settleSoon } from "#payments/settle-refund.ts";

import { cancelLockedOrder } from "./cancel-locked-order.ts";
import { lockOrder } from "./lock-order.ts";

/**
 * Cancels a pending or paid order. Stock, promised refund, audit row and event are one transaction; the provider is asked
 * after it, and again by the sweep when it is away. Throws `not_found`, and `invalid_order_state` with nothing changed.
 */
export async function cancelOrder(
  ctx: Ctx,
  { orderId, reason }: { orderId: string; reason: string },
): Promise<{ orderId: string }> {
  const { refundIds, openPaymentIds } = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    return cancelLockedOrder(tx, ctx, { order, reason });
  });
  ctx.wakeRelay();
  await closeSoon(ctx, openPaymentIds);
  await settleSoon(ctx, refundIds);
  return { orderId };
}
