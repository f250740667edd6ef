import { z } from "zod";

import type { ProviderPayment } from "../contracts/payment-provider.ts";
import { fromStripeAmount } from "./amount.ts";

const metadata = z.record(z.string(), z.string()).nullish();

const stripeCharge = z.object({ id: z.string(), amount_refunded: z.number().int() });

const stripeIntent = z.object({
  id: z.string(),
  status: z.enum([
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "requires_capture",
    "processing",
    "succeeded",
    "canceled",
  ]),
  amount_received: z.number().int(),
  currency: z.string(),
  metadata,
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullable(),
  latest_charge: z.union([stripeCharge, z.string()]).nullable(),
});

const stripeSession = z.object({
  id: z.string(),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  currency: z.string(),
  url: z.string().nullable(),
  client_reference_id: z.string().nullable(),
  metadata,
  payment_intent: z.union([stripeIntent, z.string()]).nullable(),
});

type StripeIntent = z.infer<typeof stripeIntent>;
type StripeSession = z.infer<typeof stripeSession>;

/** What a session that was just made tells: where to pay. */
export function mapStartedSession(answer: unknown): {
  sessionId: string;
  providerPaymentId: string | null;
  redirectUrl: string | null;
} {
  const session = stripeSession.parse(answer);
  const intent = session.payment_intent;
  return {
    sessionId: session.id,
    providerPaymentId: typeof intent === "string" ? intent : (intent?.id ?? null),
    redirectUrl: session.url,
  };
}

/** A session read with `payment_intent.latest_charge` expanded. */
export function mapSession(answer: unknown): ProviderPayment {
  const session = stripeSession.parse(answer);
  const intent = typeof session.payment_intent === "string" ? null : session.payment_intent;
  const state = sessionState(session, intent);
  return {
    ...(intent === null ? nothingMoved(session.currency) : moved(intent)),
    sessionId: session.id,
    state,
    orderId: session.metadata?.["orderId"] ?? session.client_reference_id,
    paymentId: session.metadata?.["paymentId"] ?? null,
  };
}

/** A PaymentIntent read with `latest_charge` expanded, when its session is not known. */
export function mapIntent(answer: unknown): ProviderPayment {
  const intent = stripeIntent.parse(answer);
  return {
    ...moved(intent),
    sessionId: null,
    state: intentState(intent),
    orderId: intent.metadata?.["orderId"] ?? null,
    paymentId: intent.metadata?.["paymentId"] ?? null,
  };
}

/** Money decides before the session's own status: an expired session whose intent succeeded has been paid. */
function sessionState(session: StripeSession, intent: StripeIntent | null): ProviderPayment["state"] {
  const byIntent = intent === null ? "open" : intentState(intent);
  if (byIntent === "captured" || byIntent === "authorized") return byIntent;
  if (session.status === "expired") return "expired";
  if (byIntent !== "open") return byIntent;
  if (session.status === "open") return "open";
  if (session.payment_status === "no_payment_required") return "captured";
  // Complete, unpaid, and the delayed method (a bank transfer) came to nothing.
  return intent?.status === "requires_payment_method" ? "failed" : "open";
}

// A declined card leaves the intent open: the shopper may try another on the same page.
function intentState({ status }: StripeIntent): ProviderPayment["state"] {
  switch (status) {
    case "succeeded":
      return "captured";
    case "requires_capture":
      return "authorized";
    case "canceled":
      return "voided";
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
    case "processing":
      return "open";
  }
}

function moved(intent: StripeIntent) {
  const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
  const error = intent.last_payment_error;
  return {
    providerPaymentId: intent.id,
    capturedMinor: fromStripeAmount(intent.amount_received, intent.currency),
    refundedMinor: fromStripeAmount(charge?.amount_refunded ?? 0, intent.currency),
    currency: intent.currency.toUpperCase(),
    failureCode: error?.decline_code ?? error?.code ?? null,
  };
}

function nothingMoved(currency: string) {
  return {
    providerPaymentId: null,
    capturedMinor: 0n,
    refundedMinor: 0n,
    currency: currency.toUpperCase(),
    failureCode: null,
  };
}
