import type { PaymentProvider } from "../contracts/payment-provider.ts";
import type { Guard } from "../resilience/index.ts";
import { listSecrets } from "../signatures/index.ts";
import { toStripeAmount } from "./amount.ts";
import { listRefunds } from "./list-refunds.ts";
import { mapStartedSession } from "./map-payment.ts";
import { parseStripeWebhook } from "./parse-webhook.ts";
import { refundOnce } from "./refund-once.ts";
import { requireIntent, retrievePayment } from "./retrieve-payment.ts";
import { sessionParams } from "./session-params.ts";
import { createStripeClient } from "./stripe-client.ts";
import type { StripeOptions } from "./stripe-options.ts";
import { verifyStripeWebhook } from "./verify-webhook.ts";
import { voidPayment } from "./void-payment.ts";

/** Stripe with its hosted page, and the state of the guard in front of it. */
export interface StripeProvider extends PaymentProvider {
  readonly guard: Guard;
}

/**
 * Takes cards through a Checkout Session on Stripe's own page: no card number passes through us. Whatever a webhook or a
 * return address says is a hint only; `retrieve` asks Stripe.
 */
export function createStripeProvider(options: StripeOptions): StripeProvider {
  const client = createStripeClient(options);
  const secrets = listSecrets(options.webhookSecrets);
  const now = options.now ?? (() => new Date());
  return {
    name: "stripe",
    guard: client.guard,
    async create(input, { signal } = {}) {
      const { idempotencyKey } = input;
      const params = sessionParams(input);
      return client.call(
        async (stripe) => mapStartedSession(await stripe.checkout.sessions.create(params, { idempotencyKey })),
        signal,
      );
    },
    retrieve: (ref, { signal } = {}) => retrievePayment(client, ref, signal),
    async capture({ idempotencyKey, amount, ...ref }) {
      const intent = await requireIntent(client, ref);
      const params = { amount_to_capture: toStripeAmount(amount) };
      await client.call((stripe) => stripe.paymentIntents.capture(intent, params, { idempotencyKey }));
      return retrievePayment(client, ref);
    },
    void: (ref) => voidPayment(client, ref),
    refund: (input) => refundOnce(client, input),
    listRefunds: (ref) => listRefunds(client, ref),
    async readWebhook(message) {
      await verifyStripeWebhook(message, { secrets, now: now() });
      return parseStripeWebhook(message.rawBody);
    },
    parseWebhook: parseStripeWebhook,
  };
}
