import type { ListedRefund, PaymentRef } from "../contracts/payment-provider.ts";
import { mapListedRefund } from "./map-refund.ts";
import { requireIntent } from "./retrieve-payment.ts";
import type { StripeClient } from "./stripe-client.ts";

/** The newest hundred refunds of a payment, whoever asked for them. */
export async function listRefunds(client: StripeClient, ref: PaymentRef): Promise<readonly ListedRefund[]> {
  const payment_intent = await requireIntent(client, ref);
  const { data } = await client.call((stripe) => stripe.refunds.list({ payment_intent, limit: 100 }));
  return data.map(mapListedRefund);
}
