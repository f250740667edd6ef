import { createHash } from "node:crypto";

import type { PaymentMethodRecord } from "./records.ts";
import { findTestCard } from "./test-cards.ts";

export function renderPaymentMethod(method: PaymentMethodRecord): Record<string, unknown> {
  const card = cardFacts(method);
  return {
    id: method.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: renderBillingDetails(method),
    card: {
      ...card,
      checks: cardChecks,
      display_brand: card.brand,
      generated_from: null,
      networks: { available: [card.brand], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: method.created,
    customer: method.customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function renderBillingDetails(method: PaymentMethodRecord): Record<string, unknown> {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return { address, email: method.email, name: method.holder, phone: null, tax_id: null };
}

export const cardChecks = { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" };

/** What both a payment method and a charge tell of the card. */
export function cardFacts(method: PaymentMethodRecord) {
  return {
    brand: findTestCard(method.cardNumber)?.brand ?? "visa",
    country: "US",
    exp_month: method.expMonth,
    exp_year: method.expYear,
    fingerprint: createHash("sha256").update(method.cardNumber).digest("base64url").slice(0, 16),
    funding: "credit",
    last4: method.cardNumber.slice(-4),
  };
}
