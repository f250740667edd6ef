import type { Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { cancelLockedOrder } from "#orders/cancel-locked-order.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { closeSoon } from "#payments/close-payment.ts";
import { settleSoon } from "#payments/settle-refund.ts";

/**
 * Cancels an order in the transaction of a rule; the provider is asked after it, or by the sweep. Throws as `cancelOrder`.
 */
export async function cancelOrderByRule(
  tx: Tx,
  ctx: Ctx,
  { orderId, reason }: { orderId: string; reason: string },
): Promise<() => Promise<void>> {
  const order = await lockOrder(tx, ctx, orderId);
  const { refundIds, openPaymentIds } = await cancelLockedOrder(tx, ctx, { order, reason });
  return async () => {
    await closeSoon(ctx, openPaymentIds);
    await settleSoon(ctx, refundIds);
  };
}
