import type { PaymentIntentRecord, PaymentMethodRecord } from "./records.ts";
import { renderPaymentMethod } from "./render-payment-method.ts";

export interface IntentSurroundings {
  publicUrl: string;
  /** The method of the last failed attempt, which the error carries whole. */
  failedMethod: PaymentMethodRecord | undefined;
}

export function renderPaymentIntent(intent: PaymentIntentRecord, around: IntentSurroundings): Record<string, unknown> {
  return {
    ...notSimulated,
    id: intent.id,
    object: "payment_intent",
    amount: intent.amount,
    amount_capturable: intent.status === "requires_capture" ? intent.amount : 0,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    automatic_payment_methods: intent.automaticPaymentMethods,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: intent.confirmationMethod,
    created: intent.created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    last_payment_error: renderLastError(intent, around.failedMethod),
    latest_charge: intent.latestCharge,
    metadata: intent.metadata,
    next_action: renderNextAction(intent, around.publicUrl),
    payment_method: intent.paymentMethod,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: intent.paymentMethodTypes,
    receipt_email: intent.receiptEmail,
    setup_future_usage: intent.setupFutureUsage,
    shipping: intent.shipping,
    statement_descriptor: intent.statementDescriptor,
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    transfer_group: intent.transferGroup,
  };
}

function renderLastError(intent: PaymentIntentRecord, method: PaymentMethodRecord | undefined) {
  const error = intent.lastPaymentError;
  if (error === null) return null;
  return {
    type: "card_error",
    code: error.code,
    ...(error.declineCode !== null && { decline_code: error.declineCode }),
    ...(error.charge !== null && { charge: error.charge }),
    message: error.message,
    ...(method !== undefined && { payment_method: renderPaymentMethod(method) }),
  };
}

function renderNextAction(intent: PaymentIntentRecord, publicUrl: string) {
  if (intent.status !== "requires_action") return null;
  return {
    type: "redirect_to_url",
    redirect_to_url: { url: `${publicUrl}/pay/challenge/${intent.id}`, return_url: intent.returnUrl },
  };
}

/** Fields that Stripe always sends and that stay empty here. */
const notSimulated = {
  allowed_payment_method_types: null,
  application: null,
  application_fee_amount: null,
  customer_account: null,
  excluded_payment_method_types: null,
  livemode: false,
  managed_payments: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  source: null,
  transfer_data: null,
};
