import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import type { DeliveryRecord } from "../outgoing/deliveries.ts";
import { timestampedSignature } from "../outgoing/sign.ts";
import type { EventRecord } from "./records.ts";
import { eventBody } from "./render.ts";
import type { Cause, StripeWorld } from "./stripe-world.ts";

/** Records an event and sends it as the cause's plan says: late, more than once, or not at all. */
export function emitEvent(
  world: StripeWorld,
  cause: Cause,
  type: string,
  object: Record<string, unknown>,
  previousAttributes: Record<string, unknown> | null = null,
): EventRecord {
  const event: EventRecord = {
    id: newId("evt"),
    created: unixSeconds(world.clock.now()),
    type,
    object: structuredClone(object),
    previousAttributes,
    requestId: cause.requestId,
    idempotencyKey: cause.idempotencyKey,
  };
  world.records.events.set(event.id, event);
  const { plan } = cause;
  const copies = plan.silent ? 0 : 1 + plan.duplicates;
  for (let copy = 0; copy < copies; copy += 1) cause.firstAttempts.push(sendEvent(world, event, plan.delayMs));
  return event;
}

/** Sends an event once more; used by the first delivery, duplicates and `resend` alike. */
export function sendEvent(world: StripeWorld, event: EventRecord, delayMs = 0): Promise<DeliveryRecord> {
  const body = JSON.stringify(eventBody(event));
  const sign = (timestamp: number) => ({
    "stripe-signature": timestampedSignature(world.webhookSecret, timestamp, body),
  });
  return world.deliveries.send({ channel: "stripe", eventId: event.id, type: event.type, body, sign }, delayMs);
}
