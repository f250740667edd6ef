import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import type { PaymentWebhook } from "../contracts/payment-provider.ts";

const text = z.string().nullish();

const stripeEvent = z.object({
  id: z.string(),
  type: z.string(),
  account: text,
  data: z.object({
    object: z.object({
      id: text,
      object: z.string(),
      payment_intent: z.union([z.string(), z.object({ id: z.string() })]).nullish(),
      client_reference_id: text,
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

type StripeObject = z.infer<typeof stripeEvent>["data"]["object"];

/** What an event is about. Its signature has been checked: here it is only read. */
export function parseStripeWebhook(rawBody: Uint8Array): PaymentWebhook {
  const event = stripeEvent.safeParse(parseJson(rawBody));
  if (!event.success)
    throw new InvalidSignatureError("the event is signed, but is not one that we can read", { cause: event.error });
  const { object } = event.data.data;
  return {
    externalId: event.data.id,
    accountId: event.data.account ?? "",
    topic: event.data.type,
    sessionId: object.object === "checkout.session" ? (object.id ?? null) : null,
    providerPaymentId: intentOf(object),
    orderId: object.metadata?.["orderId"] ?? object.client_reference_id ?? null,
  };
}

function intentOf(object: StripeObject): string | null {
  if (object.object === "payment_intent") return object.id ?? null;
  const intent = object.payment_intent;
  return typeof intent === "string" ? intent : (intent?.id ?? null);
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch (error) {
    throw new InvalidSignatureError("the event is signed, but is no JSON", { cause: error });
  }
}
