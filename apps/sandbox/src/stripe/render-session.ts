import type { LineItemRecord, SessionRecord } from "./records.ts";
import { sessionTotals } from "./session-totals.ts";

export function renderSession(session: SessionRecord, publicUrl: string): Record<string, unknown> {
  const totals = sessionTotals(session);
  const shipping = session.shippingOptions[0];
  return {
    ...notSimulated,
    id: session.id,
    object: "checkout.session",
    amount_subtotal: totals.subtotal,
    amount_total: totals.total,
    billing_address_collection: session.billingAddressCollection,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    created: session.created,
    currency: session.currency,
    customer: session.customer,
    customer_creation: session.customer === null ? session.customerCreation : null,
    customer_details: renderCustomerDetails(session),
    customer_email: session.customerEmail,
    expires_at: session.expiresAt,
    locale: session.locale,
    metadata: session.metadata,
    payment_intent: session.paymentIntent,
    payment_method_types: session.paymentMethodTypes,
    payment_status: session.paymentStatus,
    shipping_cost:
      shipping === undefined
        ? null
        : {
            amount_subtotal: shipping.amount,
            amount_tax: 0,
            amount_total: shipping.amount,
            shipping_rate: shipping.id,
          },
    shipping_options: session.shippingOptions.map((option) => ({
      shipping_amount: option.amount,
      shipping_rate: option.id,
    })),
    status: session.status,
    submit_type: session.submitType,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: totals.shipping, amount_tax: 0 },
    url: session.status === "open" ? `${publicUrl}/pay/${session.id}` : null,
  };
}

export function renderLineItem(line: LineItemRecord, created: number): Record<string, unknown> {
  const amount = line.unitAmount * line.quantity;
  return {
    id: line.id,
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: line.currency,
    description: line.name,
    metadata: line.metadata,
    price: renderPrice(line, created),
    quantity: line.quantity,
  };
}

function renderPrice(line: LineItemRecord, created: number) {
  return {
    id: line.priceId,
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created,
    currency: line.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: line.productId,
    recurring: null,
    tax_behavior: line.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: line.unitAmount,
    unit_amount_decimal: String(line.unitAmount),
  };
}

function renderCustomerDetails(session: SessionRecord) {
  if (session.customerEmail === null && session.customerName === null) return null;
  return {
    address: null,
    business_name: null,
    email: session.customerEmail,
    individual_name: null,
    name: session.customerName,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
}

/** Fields that Stripe always sends and that stay empty here. */
const notSimulated = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  },
  livemode: false,
  managed_payments: null,
  mode: "payment",
  origin_context: null,
  payment_link: null,
  payment_method_collection: "always",
  payment_method_configuration_details: null,
  payment_method_options: {},
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  subscription: null,
  ui_mode: "hosted_page",
  wallet_options: null,
};
