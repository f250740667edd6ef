import { ProviderRefusedError } from "../contracts/errors.ts";
import type { PaymentRef, ProviderPayment } from "../contracts/payment-provider.ts";
import { retrievePayment } from "./retrieve-payment.ts";
import type { StripeClient } from "./stripe-client.ts";

/**
 * Closes the session, then the PaymentIntent that it may leave behind, and tells what is true after that. Closing what is
 * closed, or paid, is refused by Stripe and no failure here. No idempotency key of ours: both calls may be repeated by
 * their nature, and under a key Stripe would repeat an old 5xx for a day.
 */
export async function voidPayment(client: StripeClient, ref: PaymentRef): Promise<ProviderPayment> {
  const { sessionId } = ref;
  if (sessionId !== null) await unlessRefused(client.call((stripe) => stripe.checkout.sessions.expire(sessionId)));
  const left = await retrievePayment(client, ref);
  const { providerPaymentId } = left;
  if (providerPaymentId === null || left.state === "captured" || left.state === "voided") return left;
  await unlessRefused(client.call((stripe) => stripe.paymentIntents.cancel(providerPaymentId)));
  return retrievePayment(client, ref);
}

async function unlessRefused(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ProviderRefusedError)) throw error;
  }
}
