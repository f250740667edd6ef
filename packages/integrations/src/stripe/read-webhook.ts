import Stripe from "stripe";
import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import type { PaymentWebhook } from "../contracts/payment-provider.ts";
import { checkTimestamp, listSecrets, readHeader, type Secrets } from "../signatures/index.ts";

export interface StripeWebhookInput {
  readonly rawBody: Uint8Array;
  readonly headers: Headers;
}

const toleranceMs = 300_000;

const id = z.string().nullish();

const stripeEvent = z.object({
  id: z.string(),
  type: z.string(),
  account: id,
  data: z.object({
    object: z.object({
      id: id,
      object: z.string(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
      client_reference_id: id,
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

/** Checks Stripe's signature with either secret, then reads what the event is about. Throws `InvalidSignatureError`. */
export function readStripeWebhook(
  { rawBody, headers }: StripeWebhookInput,
  options: { secrets: Secrets; now: Date },
): PaymentWebhook {
  const header = readHeader(headers, "stripe-signature");
  const event = stripeEvent.safeParse(verify(rawBody, header, options));
  if (!event.success) throw new InvalidSignatureError("the event is signed, but is not one that we can read");
  const { object } = event.data.data;
  const intent = object.payment_intent;
  return {
    externalId: event.data.id,
    accountId: event.data.account ?? "",
    topic: event.data.type,
    sessionId: object.object === "checkout.session" ? (object.id ?? null) : null,
    providerPaymentId:
      object.object === "payment_intent"
        ? (object.id ?? null)
        : typeof intent === "string"
          ? intent
          : (intent?.id ?? null),
    orderId: object.metadata?.["orderId"] ?? object.client_reference_id ?? null,
  };
}

function verify(rawBody: Uint8Array, header: string, { secrets, now }: { secrets: Secrets; now: Date }): unknown {
  const [timestamp = "", ...others] = [...header.matchAll(/(?:^|,)\s*t=([^,]*)/g)].map((match) => match[1] ?? "");
  if (others.length > 0) throw new InvalidSignatureError("stripe-signature names two times");
  let refusal: unknown;
  for (const secret of listSecrets(secrets)) {
    try {
      const event = Stripe.webhooks.constructEvent(
        Buffer.from(rawBody),
        header,
        secret,
        toleranceMs / 1_000,
        undefined,
        now.getTime(),
      );
      // The SDK looks at the past only: a header dated tomorrow passes it.
      checkTimestamp(timestamp, { toleranceMs, now });
      return event;
    } catch (error) {
      if (error instanceof InvalidSignatureError) throw error;
      refusal = error;
    }
  }
  throw new InvalidSignatureError("stripe-signature does not fit", { cause: refusal });
}
