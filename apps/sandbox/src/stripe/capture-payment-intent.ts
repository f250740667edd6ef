import { z } from "zod";

import { emitEvent } from "./emit-event.ts";
import { findCharge, findIntent, requireIntentStatus } from "./find-intent.ts";
import { formAmount, formExpand, formMetadata, parseForm } from "./form.ts";
import { wireCharge, wireIntent } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { invalidRequest } from "./stripe-error.ts";

const input = z.strictObject({
  amount_to_capture: formAmount.optional(),
  expand: formExpand,
  metadata: formMetadata.optional(),
});

/** POST /v1/payment_intents/:id/capture. What is not captured is released: an intent is captured once. */
export const capturePaymentIntent: StripeVerb = ({ world, cause, id, params }) => {
  const { amount_to_capture, metadata } = parseForm(input, params);
  const intent = findIntent(world, id);
  requireIntentStatus(world, intent, ["requires_capture"], "capture");
  const amount = amount_to_capture ?? intent.amount;
  if (amount < 1 || amount > intent.amount) {
    throw invalidRequest(`The amount to capture must be between 1 and the authorized ${intent.amount}.`, {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  }
  const charge = findCharge(world, intent.latestCharge ?? "");
  charge.captured = true;
  charge.amountCaptured = amount;
  intent.status = "succeeded";
  intent.amountReceived = amount;
  if (metadata !== undefined) intent.metadata = { ...intent.metadata, ...metadata };
  const session = intent.session === null ? undefined : world.records.sessions.get(intent.session);
  if (session !== undefined) session.paymentStatus = "paid";
  emitEvent(world, cause, "charge.captured", wireCharge(world, charge));
  emitEvent(world, cause, "payment_intent.succeeded", wireIntent(world, intent));
  return wireIntent(world, intent);
};
