import { Refusal } from "../server/refusal.ts";
import type { ChargeOutcome } from "../stripe/charge-card.ts";
import type { CardInput } from "../stripe/new-payment-method.ts";
import { answerChallenge, paySession } from "../stripe/pay-session.ts";
import type { PaymentIntentRecord, SessionRecord } from "../stripe/records.ts";
import { causedHere } from "../stripe/stripe-world.ts";
import type { StripeWorld } from "../stripe/stripe-world.ts";
import type { Behaviour } from "./behaviour.ts";

/** Cards that behave as an outcome's name says. */
export const cardFor = { approve: "4242424242424242", decline: "4000000000000002", challenge: "4000000000003220" };

/** Pays an open session as a shopper would, and waits for the webhooks if they are to come first. */
export async function drivePayment(
  world: StripeWorld,
  session: SessionRecord,
  card: CardInput,
  behaviour: Behaviour,
): Promise<ChargeOutcome> {
  requireOpen(session);
  const cause = causedHere(behaviour);
  const outcome = paySession(world, cause, session, card);
  if (behaviour.webhookFirst) await Promise.all(cause.firstAttempts);
  return outcome;
}

export async function driveChallenge(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  approved: boolean,
  behaviour: Behaviour,
): Promise<ChargeOutcome> {
  if (intent.status !== "requires_action")
    throw new Refusal(409, "no_challenge", `${intent.id} does not wait for the bank; it is ${intent.status}.`);
  const cause = causedHere(behaviour);
  const outcome = answerChallenge(world, cause, intent, approved);
  if (behaviour.webhookFirst) await Promise.all(cause.firstAttempts);
  return outcome;
}

export function requireOpen(session: SessionRecord): void {
  if (session.status !== "open") throw new Refusal(409, "session_not_open", `${session.id} is ${session.status}.`);
}

/** Where the shopper goes after paying. Only the placeholder is replaced, as Stripe does: other braces are the merchant's. */
export function successUrl(session: SessionRecord): string {
  return session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

export function cancelUrl(session: SessionRecord): string | null {
  return session.cancelUrl?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}

/** Where the bank sends a shopper whose intent was confirmed through the API. */
export function intentReturnUrl(intent: PaymentIntentRecord, outcome: ChargeOutcome): string {
  const url = new URL(intent.returnUrl ?? "about:blank");
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.clientSecret);
  url.searchParams.set("redirect_status", outcome === "charged" ? "succeeded" : "failed");
  return url.href;
}
