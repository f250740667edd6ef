import { isDomainError, type Ctx } from "@cartwright/core";
import { providerOf, type PlacedOrder } from "@cartwright/core/orders/order-input";
import { startPayment } from "@cartwright/core/payments/start-payment";

/**
 * Where to pay an order that is placed already; null when there is nothing to visit, or the provider did not take it. The
 * order stands either way: its page tells how the payment is, and tries again.
 */
export async function startPaymentSoftly(
  ctx: Ctx,
  { orderId, paymentMethod }: Pick<PlacedOrder, "orderId" | "paymentMethod">,
): Promise<string | null> {
  if (ctx.payments[providerOf[paymentMethod]]?.sessionIdOf) return null;
  try {
    return (await startPayment(ctx, { orderId })).paymentUrl;
  } catch (error) {
    if (!isDomainError(error, "provider_unavailable") && !isDomainError(error, "payment_failed")) throw error;
    ctx.log.warn({ orderId, code: error.code }, "payment_not_started");
    return null;
  }
}
