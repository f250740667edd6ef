import type { ChargeRecord, PaymentMethodRecord } from "./records.ts";
import { cardChecks, cardFacts, renderBillingDetails } from "./render-payment-method.ts";

export function renderCharge(
  charge: ChargeRecord,
  method: PaymentMethodRecord,
  merchant: string,
): Record<string, unknown> {
  return {
    ...notSimulated,
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    billing_details: renderBillingDetails(method),
    calculated_statement_descriptor: merchant.toUpperCase().slice(0, 22),
    captured: charge.captured,
    created: charge.created,
    currency: charge.currency,
    customer: charge.customer,
    description: charge.description,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    metadata: charge.metadata,
    outcome: renderOutcome(charge),
    paid: charge.failure === null,
    payment_intent: charge.paymentIntent,
    payment_method: charge.paymentMethod,
    payment_method_details: { type: "card", card: renderCard(charge, method) },
    receipt_email: charge.receiptEmail,
    refunded: charge.amountRefunded > 0 && charge.amountRefunded === charge.amountCaptured,
    shipping: charge.shipping,
    status: charge.failure === null ? "succeeded" : "failed",
  };
}

function renderOutcome({ failure }: ChargeRecord) {
  const common = {
    advice_code: failure === null ? null : "try_again_later",
    network_advice_code: null,
    risk_level: "normal",
    risk_score: 12,
  };
  if (failure === null) {
    return {
      ...common,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  return {
    ...common,
    network_decline_code: "05",
    network_status: "declined_by_network",
    reason: failure.declineCode ?? failure.code,
    seller_message: "The bank declined the payment.",
    type: "issuer_declined",
  };
}

function renderCard(charge: ChargeRecord, method: PaymentMethodRecord) {
  const card = cardFacts(method);
  return {
    ...card,
    amount_authorized: charge.failure === null ? charge.amount : null,
    authorization_code: charge.failure === null ? charge.id.slice(-6).toUpperCase() : null,
    checks: cardChecks,
    electronic_commerce_indicator: charge.challenged ? "05" : null,
    installments: null,
    mandate: null,
    network: card.brand,
    network_transaction_id: charge.id.slice(-15),
    regulated_status: "unregulated",
    three_d_secure: charge.challenged ? threeDSecure(charge) : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function threeDSecure(charge: ChargeRecord) {
  return {
    authentication_flow: "challenge",
    electronic_commerce_indicator: "05",
    exemption_indicator: null,
    result: "authenticated",
    result_reason: null,
    transaction_id: charge.id.slice(-20),
    version: "2.3.1",
  };
}

/** Fields that Stripe always sends and that stay empty here. */
const notSimulated = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  disputed: false,
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
};
