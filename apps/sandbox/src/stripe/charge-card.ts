import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import { emitEvent } from "./emit-event.ts";
import type { ChargeRecord, PaymentIntentRecord, PaymentMethodRecord } from "./records.ts";
import { wireCharge, wireIntent } from "./render.ts";
import type { Cause, StripeWorld } from "./stripe-world.ts";
import { findTestCard } from "./test-cards.ts";

export type ChargeOutcome = "charged" | "declined" | "challenged";

/** Tries to pay an intent with a card, as the test card behaves, and tells the events of it. */
export function chargeCard(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
): ChargeOutcome {
  intent.paymentMethod = method.id;
  const behaviour = findTestCard(method.cardNumber)?.behaviour;
  if (behaviour?.kind === "challenge") {
    intent.status = "requires_action";
    intent.lastPaymentError = null;
    emitEvent(world, cause, "payment_intent.requires_action", wireIntent(world, intent));
    return "challenged";
  }
  if (behaviour?.kind === "approve") {
    approveCharge(world, cause, intent, method, false);
    return "charged";
  }
  const { code, declineCode, message } = behaviour ?? unknownCard;
  declineCharge(world, cause, intent, method, { code, declineCode, message });
  return "declined";
}

/** The shopper answered the bank's challenge. */
export function settleChallenge(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  approved: boolean,
): ChargeOutcome {
  const method = intent.paymentMethod === null ? undefined : world.records.paymentMethods.get(intent.paymentMethod);
  if (method === undefined) throw new Error(`${intent.id} asks for action without a payment method`);
  if (approved) {
    approveCharge(world, cause, intent, method, true);
    return "charged";
  }
  failIntent(world, cause, intent, { ...challengeFailed, charge: null, paymentMethod: method.id });
  return "declined";
}

function approveCharge(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  challenged: boolean,
): void {
  const manual = intent.captureMethod === "manual";
  const charge = newCharge(world, intent, method, { challenged, failure: null });
  charge.captured = !manual;
  charge.amountCaptured = manual ? 0 : intent.amount;
  intent.latestCharge = charge.id;
  intent.lastPaymentError = null;
  intent.status = manual ? "requires_capture" : "succeeded";
  intent.amountReceived = manual ? 0 : intent.amount;
  emitEvent(world, cause, "charge.succeeded", wireCharge(world, charge));
  emitEvent(
    world,
    cause,
    manual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded",
    wireIntent(world, intent),
  );
}

function declineCharge(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  failure: NonNullable<ChargeRecord["failure"]>,
): void {
  const charge = newCharge(world, intent, method, { challenged: false, failure });
  intent.latestCharge = charge.id;
  emitEvent(world, cause, "charge.failed", wireCharge(world, charge));
  failIntent(world, cause, intent, { ...failure, charge: charge.id, paymentMethod: method.id });
}

function failIntent(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  error: NonNullable<PaymentIntentRecord["lastPaymentError"]>,
): void {
  intent.status = "requires_payment_method";
  intent.paymentMethod = null;
  intent.lastPaymentError = error;
  emitEvent(world, cause, "payment_intent.payment_failed", wireIntent(world, intent));
}

function newCharge(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  result: Pick<ChargeRecord, "challenged" | "failure">,
): ChargeRecord {
  const { amount, currency, customer, description, metadata, receiptEmail, shipping } = intent;
  const charge: ChargeRecord = {
    amount,
    currency,
    customer,
    description,
    receiptEmail,
    shipping,
    ...result,
    id: newId("ch"),
    created: unixSeconds(world.clock.now()),
    paymentIntent: intent.id,
    paymentMethod: method.id,
    amountCaptured: 0,
    amountRefunded: 0,
    captured: false,
    metadata: { ...metadata },
  };
  world.records.charges.set(charge.id, charge);
  return charge;
}

const unknownCard = {
  code: "card_declined",
  declineCode: "test_mode_live_card",
  message: "Your card was declined. Your request was in test mode, but used a non test card.",
};

const challengeFailed = {
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message: "We are unable to authenticate your payment method. Choose a different payment method and try again.",
};
