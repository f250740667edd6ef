import { chargeCard, settleChallenge } from "./charge-card.ts";
import type { ChargeOutcome } from "./charge-card.ts";
import { emitEvent } from "./emit-event.ts";
import { newPaymentIntent } from "./new-payment-intent.ts";
import { newPaymentMethod } from "./new-payment-method.ts";
import type { CardInput } from "./new-payment-method.ts";
import type { PaymentIntentRecord, SessionRecord } from "./records.ts";
import { wireIntent, wireSession } from "./render.ts";
import { sessionTotals } from "./session-totals.ts";
import type { Cause, StripeWorld } from "./stripe-world.ts";

/** The shopper presses Pay on the hosted page. A session stays open when the card is declined. */
export function paySession(world: StripeWorld, cause: Cause, session: SessionRecord, card: CardInput): ChargeOutcome {
  if (session.status !== "open") throw new Error(`${session.id} is ${session.status}`);
  session.customerEmail = card.email ?? session.customerEmail;
  session.customerName = card.holder ?? session.customerName;
  if (sessionTotals(session).total === 0) {
    completeSession(world, cause, session, "no_payment_required");
    return "charged";
  }
  const intent = intentOf(world, cause, session);
  const outcome = chargeCard(world, cause, intent, newPaymentMethod(world, { ...card, customer: session.customer }));
  if (outcome === "charged") completeSession(world, cause, session, intent.status === "succeeded" ? "paid" : "unpaid");
  return outcome;
}

/** The shopper answered the bank; completes the session that the intent belongs to, if it has one. */
export function answerChallenge(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  approved: boolean,
): ChargeOutcome {
  const outcome = settleChallenge(world, cause, intent, approved);
  const session = world.records.sessions.get(intent.session ?? "");
  if (outcome === "charged" && session !== undefined)
    completeSession(world, cause, session, intent.status === "succeeded" ? "paid" : "unpaid");
  return outcome;
}

function completeSession(
  world: StripeWorld,
  cause: Cause,
  session: SessionRecord,
  paymentStatus: SessionRecord["paymentStatus"],
): void {
  session.status = "complete";
  session.paymentStatus = paymentStatus;
  emitEvent(world, cause, "checkout.session.completed", wireSession(world, session));
}

function intentOf(world: StripeWorld, cause: Cause, session: SessionRecord): PaymentIntentRecord {
  const known = world.records.paymentIntents.get(session.paymentIntent ?? "");
  if (known !== undefined) return known;
  const intent = newPaymentIntent(world, {
    ...session.intentData,
    amount: sessionTotals(session).total,
    currency: session.currency,
    confirmationMethod: "automatic",
    customer: session.customer,
    returnUrl: null,
    automaticPaymentMethods: null,
    paymentMethodTypes: session.paymentMethodTypes,
    session: session.id,
  });
  session.paymentIntent = intent.id;
  emitEvent(world, cause, "payment_intent.created", wireIntent(world, intent));
  return intent;
}
