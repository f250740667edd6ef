import type Stripe from "stripe";

import type { PaymentRef, ProviderRefund, RefundInput } from "../contracts/payment-provider.ts";
import { toStripeAmount } from "./amount.ts";
import { mapRefund } from "./map-refund.ts";
import { requireIntent } from "./retrieve-payment.ts";
import type { StripeClient } from "./stripe-client.ts";

/**
 * Gives money back once per `refundId`. Stripe forgets an idempotency key after a day, so a refund that was asked for
 * before is looked for first; the key covers two callers at the same moment.
 */
export async function refundOnce(client: StripeClient, input: PaymentRef & RefundInput): Promise<ProviderRefund> {
  const { providerRefundId, refundId, idempotencyKey } = input;
  if (providerRefundId !== null)
    return client.call(async (stripe) => mapRefund(await stripe.refunds.retrieve(providerRefundId)));
  const payment_intent = await requireIntent(client, input);
  const earlier = await client.call(async (stripe) => {
    const known = await stripe.refunds.list({ payment_intent, limit: 100 });
    const ours = known.data.find((refund) => refund.metadata?.["refundId"] === refundId);
    return ours === undefined ? null : mapRefund(ours);
  });
  if (earlier !== null) return earlier;
  const params: Stripe.RefundCreateParams = {
    payment_intent,
    amount: toStripeAmount(input.amount),
    reason: "requested_by_customer",
    metadata: { refundId, note: input.reason.slice(0, 500) },
  };
  return client.call(async (stripe) => mapRefund(await stripe.refunds.create(params, { idempotencyKey })));
}
