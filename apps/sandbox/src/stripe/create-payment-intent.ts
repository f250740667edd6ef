import { z } from "zod";

import { requireChargeable } from "./amount-rules.ts";
import { confirmFields, confirmIntent } from "./confirm-payment-intent.ts";
import { emitEvent } from "./emit-event.ts";
import {
  formAmount,
  formBoolean,
  formCurrency,
  formExpand,
  formMetadata,
  formShipping,
  formText,
  parseForm,
} from "./form.ts";
import { newPaymentIntent } from "./new-payment-intent.ts";
import { wireIntent } from "./render.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { invalidRequest, resourceMissing } from "./stripe-error.ts";

const input = z.strictObject({
  ...confirmFields,
  amount: formAmount,
  currency: formCurrency,
  automatic_payment_methods: z
    .strictObject({ enabled: formBoolean, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  confirm: formBoolean.default(false),
  confirmation_method: z.literal("automatic").default("automatic"),
  customer: z.string().optional(),
  description: formText.optional(),
  expand: formExpand,
  metadata: formMetadata.default({}),
  payment_method_types: z
    .array(z.enum(["card", "link"]))
    .min(1)
    .optional(),
  setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
  shipping: formShipping.optional(),
  statement_descriptor: formText.optional(),
  statement_descriptor_suffix: formText.optional(),
  transfer_group: formText.optional(),
});

/** POST /v1/payment_intents */
export const createPaymentIntent: StripeVerb = (call) => {
  const { world, cause } = call;
  const params = parseForm(input, call.params);
  requireChargeable(params.amount, params.currency, "amount");
  if (params.customer !== undefined && !world.records.customers.has(params.customer))
    throw resourceMissing("customer", params.customer, "customer");
  if (!params.confirm && params.return_url !== undefined) {
    throw invalidRequest("A `return_url` can only be given together with `confirm=true`.", { param: "return_url" });
  }
  const intent = newPaymentIntent(world, {
    amount: params.amount,
    currency: params.currency,
    captureMethod: params.capture_method,
    confirmationMethod: params.confirmation_method,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: params.metadata,
    receiptEmail: params.receipt_email ?? null,
    returnUrl: params.return_url ?? null,
    setupFutureUsage: params.setup_future_usage ?? null,
    shipping: params.shipping ?? null,
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    automaticPaymentMethods:
      params.payment_method_types === undefined
        ? { allow_redirects: "always", enabled: true, ...params.automatic_payment_methods }
        : null,
    paymentMethodTypes: params.payment_method_types ?? ["card"],
    session: null,
    transferGroup: params.transfer_group ?? null,
  });
  emitEvent(world, cause, "payment_intent.created", wireIntent(world, intent));
  if (params.confirm) return confirmIntent(call, intent, params);
  if (params.payment_method !== undefined || params.payment_method_data !== undefined) {
    throw invalidRequest(
      "This sandbox takes a payment method when confirming. Send `confirm=true`, or give it to the confirm call.",
      { param: "payment_method" },
    );
  }
  return wireIntent(world, intent);
};
