import type { ChargeRecord, EventRecord, PaymentIntentRecord, SessionRecord } from "./records.ts";
import { renderCharge } from "./render-charge.ts";
import { renderPaymentIntent } from "./render-payment-intent.ts";
import { renderSession } from "./render-session.ts";
import { STRIPE_API_VERSION } from "./stripe-world.ts";
import type { StripeWorld } from "./stripe-world.ts";

export function wireIntent(world: StripeWorld, intent: PaymentIntentRecord): Record<string, unknown> {
  const failedMethod =
    intent.lastPaymentError === null
      ? undefined
      : world.records.paymentMethods.get(intent.lastPaymentError.paymentMethod);
  return renderPaymentIntent(intent, { publicUrl: world.publicUrl(), failedMethod });
}

export function wireCharge(world: StripeWorld, charge: ChargeRecord): Record<string, unknown> {
  const method = world.records.paymentMethods.get(charge.paymentMethod);
  if (method === undefined) throw new Error(`Charge ${charge.id} lost its payment method`);
  return renderCharge(charge, method, world.merchant);
}

export function wireSession(world: StripeWorld, session: SessionRecord): Record<string, unknown> {
  return renderSession(session, world.publicUrl());
}

export function wireEvent(world: StripeWorld, event: EventRecord): Record<string, unknown> {
  const pending = world.deliveries
    .list("stripe")
    .filter(({ eventId, state }) => eventId === event.id && (state === "scheduled" || state === "retrying"));
  return { ...eventBody(event), pending_webhooks: pending.length };
}

/** The event as it goes out: the same bytes for every delivery of it. */
export function eventBody(event: EventRecord): Record<string, unknown> {
  return {
    id: event.id,
    object: "event",
    api_version: STRIPE_API_VERSION,
    created: event.created,
    data: {
      object: event.object,
      ...(event.previousAttributes !== null && { previous_attributes: event.previousAttributes }),
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  };
}
