import { z } from "zod";

import { chargeCard } from "./charge-card.ts";
import { findIntent, requireIntentStatus } from "./find-intent.ts";
import { formBoolean, formExpand, formInteger, formShipping, formText, parseForm } from "./form.ts";
import { newPaymentMethod } from "./new-payment-method.ts";
import type { PaymentIntentRecord, PaymentMethodRecord } from "./records.ts";
import { renderPaymentMethod } from "./render-payment-method.ts";
import { wireIntent } from "./render.ts";
import type { StripeCall, StripeVerb } from "./stripe-call.ts";
import { StripeError, invalidRequest, resourceMissing } from "./stripe-error.ts";
import { findTestCard } from "./test-cards.ts";

const cardData = z.strictObject({
  number: z.string(),
  exp_month: formInteger.optional(),
  exp_year: formInteger.optional(),
  cvc: z.string().optional(),
});
const billingDetails = z.strictObject({ name: formText.optional(), email: formText.optional() });

/** What both `confirm` and `create` with `confirm=true` take. */
export const confirmFields = {
  error_on_requires_action: formBoolean.optional(),
  off_session: formBoolean.optional(),
  payment_method: z.string().optional(),
  payment_method_data: z
    .strictObject({ type: z.literal("card"), card: cardData, billing_details: billingDetails.optional() })
    .optional(),
  receipt_email: formText.optional(),
  return_url: z.url().optional(),
};

const input = z.strictObject({ ...confirmFields, expand: formExpand, shipping: formShipping.optional() });
type ConfirmInput = Pick<z.output<typeof input>, keyof typeof confirmFields>;

/** POST /v1/payment_intents/:id/confirm */
export const confirmPaymentIntent: StripeVerb = (call) => {
  const params = parseForm(input, call.params);
  const intent = findIntent(call.world, call.id);
  refuseSessionIntent(intent, "confirm");
  requireIntentStatus(
    call.world,
    intent,
    ["requires_payment_method", "requires_confirmation", "requires_action"],
    "confirm",
  );
  if (params.shipping !== undefined) intent.shipping = params.shipping;
  if (params.receipt_email !== undefined) intent.receiptEmail = params.receipt_email;
  return confirmIntent(call, intent, params);
};

/** Pays the intent; a decline is Stripe's 402 with the intent inside, as the API answers it. */
export function confirmIntent(
  call: StripeCall,
  intent: PaymentIntentRecord,
  params: ConfirmInput,
): Record<string, unknown> {
  const { world, cause } = call;
  const method = takePaymentMethod(call, intent, params);
  intent.returnUrl = params.return_url ?? intent.returnUrl;
  const isChallenged = findTestCard(method.cardNumber)?.behaviour.kind === "challenge";
  if (isChallenged && (params.error_on_requires_action === true || params.off_session === true))
    throw authenticationRequired(call, intent, method);
  if (isChallenged && intent.returnUrl === null) {
    throw invalidRequest("This card sends the shopper to the bank: a `return_url` is needed.", {
      code: "parameter_missing",
      param: "return_url",
    });
  }
  const outcome = chargeCard(world, cause, intent, method);
  if (outcome === "declined") throw declined(call, intent, method);
  return wireIntent(world, intent);
}

export function refuseSessionIntent(intent: PaymentIntentRecord, verb: string): void {
  if (intent.session === null) return;
  throw invalidRequest(
    `You cannot ${verb} this PaymentIntent because it belongs to a Checkout Session. Expire the session instead.`,
    {
      code: "payment_intent_unexpected_state",
    },
  );
}

function takePaymentMethod(
  { world }: StripeCall,
  intent: PaymentIntentRecord,
  params: ConfirmInput,
): PaymentMethodRecord {
  const data = params.payment_method_data;
  if (data !== undefined) {
    const { number, exp_month, exp_year } = data.card;
    const { name, email } = data.billing_details ?? {};
    return newPaymentMethod(world, {
      number,
      expMonth: exp_month,
      expYear: exp_year,
      holder: name,
      email,
      customer: intent.customer,
    });
  }
  const id = params.payment_method ?? intent.paymentMethod;
  if (id === null || id === undefined) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. Give one as `payment_method`.",
      {
        code: "payment_intent_unexpected_state",
      },
    );
  }
  const known = world.records.paymentMethods.get(id);
  if (known !== undefined) return known;
  const card = findTestCard(id);
  if (card === undefined || !id.startsWith("pm_")) throw resourceMissing("PaymentMethod", id, "payment_method");
  return newPaymentMethod(world, { number: card.number, customer: intent.customer });
}

function declined({ world }: StripeCall, intent: PaymentIntentRecord, method: PaymentMethodRecord): StripeError {
  const error = intent.lastPaymentError;
  if (error === null) throw new Error(`${intent.id} was declined without a reason`);
  return new StripeError(402, {
    type: "card_error",
    code: error.code,
    ...(error.declineCode !== null && { decline_code: error.declineCode }),
    ...(error.charge !== null && { charge: error.charge }),
    message: error.message,
    payment_intent: wireIntent(world, intent),
    payment_method: renderPaymentMethod(method),
  });
}

function authenticationRequired(
  { world }: StripeCall,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
): StripeError {
  return new StripeError(402, {
    type: "card_error",
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
    payment_intent: wireIntent(world, intent),
    payment_method: renderPaymentMethod(method),
  });
}
