import { z } from "zod";

import { unixSeconds } from "../clock.ts";
import { refuseSessionIntent } from "./confirm-payment-intent.ts";
import { emitEvent } from "./emit-event.ts";
import { findIntent, requireIntentStatus } from "./find-intent.ts";
import { formExpand, parseForm } from "./form.ts";
import type { PaymentIntentRecord } from "./records.ts";
import { wireIntent } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";
import type { Cause, StripeWorld } from "./stripe-world.ts";

const input = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand: formExpand,
});

/** POST /v1/payment_intents/:id/cancel. An authorized amount is released. */
export const cancelPaymentIntent: StripeVerb = ({ world, cause, id, params }) => {
  const { cancellation_reason } = parseForm(input, params);
  const intent = findIntent(world, id);
  requireIntentStatus(
    world,
    intent,
    ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action"],
    "cancel",
  );
  if (world.records.sessions.get(intent.session ?? "")?.status === "open") refuseSessionIntent(intent, "cancel");
  cancelIntent(world, cause, intent, cancellation_reason ?? null);
  return wireIntent(world, intent);
};

export function cancelIntent(
  world: StripeWorld,
  cause: Cause,
  intent: PaymentIntentRecord,
  reason: string | null,
): void {
  intent.status = "canceled";
  intent.canceledAt = unixSeconds(world.clock.now());
  intent.cancellationReason = reason;
  emitEvent(world, cause, "payment_intent.canceled", wireIntent(world, intent));
}
