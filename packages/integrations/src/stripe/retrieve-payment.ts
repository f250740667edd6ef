import { ProviderRefusedError } from "../contracts/errors.ts";
import type { PaymentRef, ProviderPayment } from "../contracts/payment-provider.ts";
import { mapIntent, mapSession } from "./map-payment.ts";
import type { StripeClient } from "./stripe-client.ts";

/** Asks Stripe how a payment stands, by its session, else by its PaymentIntent. */
export async function retrievePayment(
  client: StripeClient,
  ref: PaymentRef,
  signal?: AbortSignal,
): Promise<ProviderPayment> {
  const { sessionId, providerPaymentId } = ref;
  if (sessionId !== null) {
    const expand = ["payment_intent.latest_charge"];
    return client.call(
      async (stripe) => mapSession(await stripe.checkout.sessions.retrieve(sessionId, { expand })),
      signal,
    );
  }
  if (providerPaymentId === null)
    throw new ProviderRefusedError("stripe: nothing names the payment", { code: "payment_unknown" });
  const expand = ["latest_charge"];
  return client.call(
    async (stripe) => mapIntent(await stripe.paymentIntents.retrieve(providerPaymentId, { expand })),
    signal,
  );
}

/** The PaymentIntent's id; a session has one from the first try to pay on. */
export async function requireIntent(client: StripeClient, ref: PaymentRef): Promise<string> {
  const known = ref.providerPaymentId ?? (await retrievePayment(client, ref)).providerPaymentId;
  if (known === null)
    throw new ProviderRefusedError("stripe: nobody has tried to pay yet", { code: "payment_not_started" });
  return known;
}
