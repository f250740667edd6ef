import { z } from "zod";

import { findIntent } from "./find-intent.ts";
import { formExpand, formMetadata, formShipping, formText, parseForm } from "./form.ts";
import { wireIntent } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";

const input = z.strictObject({
  description: formText.optional(),
  expand: formExpand,
  metadata: formMetadata.optional(),
  receipt_email: formText.optional(),
  shipping: formShipping.optional(),
});

/** POST /v1/payment_intents/:id */
export const updatePaymentIntent: StripeVerb = ({ world, id, params }) => {
  const { description, metadata, receipt_email, shipping } = parseForm(input, params);
  const intent = findIntent(world, id);
  if (description !== undefined) intent.description = description;
  if (receipt_email !== undefined) intent.receiptEmail = receipt_email;
  if (shipping !== undefined) intent.shipping = shipping;
  if (metadata !== undefined) intent.metadata = mergeMetadata(intent.metadata, metadata);
  return wireIntent(world, intent);
};

/** Keys are merged; a key with an empty value goes away. */
function mergeMetadata(current: Record<string, string>, changes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...current, ...changes }).filter(([, value]) => value !== ""));
}
