import { z } from "zod";

import { cancelIntent } from "./cancel-payment-intent.ts";
import { emitEvent } from "./emit-event.ts";
import { formExpand, parseForm } from "./form.ts";
import type { SessionRecord } from "./records.ts";
import { wireSession } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { invalidRequest, resourceMissing } from "./stripe-error.ts";
import { causedHere } from "./stripe-world.ts";
import type { Cause, StripeWorld } from "./stripe-world.ts";

/** POST /v1/checkout/sessions/:id/expire */
export const expireSession: StripeVerb = ({ world, cause, id, params }) => {
  parseForm(z.strictObject({ expand: formExpand }), params);
  const session = findSession(world, id);
  if (session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    );
  }
  closeSession(world, cause, session);
  return wireSession(world, session);
};

/** Sets the timer behind `expires_at`. */
export function expireSessionWhenDue(world: StripeWorld, session: SessionRecord): void {
  const delayMs = Math.max(0, session.expiresAt * 1000 - world.clock.now().getTime());
  world.clock.schedule(delayMs, () => {
    if (world.records.sessions.get(session.id) === session && session.status === "open")
      closeSession(world, causedHere(), session);
  });
}

export function findSession(world: StripeWorld, id: string): SessionRecord {
  const session = world.records.sessions.get(id);
  if (session === undefined) throw resourceMissing("checkout.session", id, "session");
  return session;
}

function closeSession(world: StripeWorld, cause: Cause, session: SessionRecord): void {
  session.status = "expired";
  const intent = world.records.paymentIntents.get(session.paymentIntent ?? "");
  if (intent !== undefined) cancelIntent(world, cause, intent, "expired");
  emitEvent(world, cause, "checkout.session.expired", wireSession(world, session));
}
