import type { ChargeRecord, IntentStatus, PaymentIntentRecord } from "./records.ts";
import { wireIntent } from "./render.ts";
import { StripeError, resourceMissing } from "./stripe-error.ts";
import type { StripeWorld } from "./stripe-world.ts";

export function findIntent(world: StripeWorld, id: string, param = "intent"): PaymentIntentRecord {
  const intent = world.records.paymentIntents.get(id);
  if (intent === undefined) throw resourceMissing("payment_intent", id, param);
  return intent;
}

export function findCharge(world: StripeWorld, id: string, param = "id"): ChargeRecord {
  const charge = world.records.charges.get(id);
  if (charge === undefined) throw resourceMissing("charge", id, param);
  return charge;
}

/** Throws `payment_intent_unexpected_state`, with the intent inside, unless its status is one of `allowed`. */
export function requireIntentStatus(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  allowed: readonly IntentStatus[],
  verb: string,
): void {
  if (allowed.includes(intent.status)) return;
  throw new StripeError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message: `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be used: ${allowed.join(", ")}.`,
    payment_intent: wireIntent(world, intent),
  });
}
