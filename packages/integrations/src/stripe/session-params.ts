import type Stripe from "stripe";

import type { StartPaymentInput } from "../contracts/payment-provider.ts";
import { toStripeAmount } from "./amount.ts";

// Stripe takes sessions of 30 minutes to 24 hours, while stock may be held for less. The session outlives the hold by
// this much, always by the same, so that a repeated start sends the same body; the order's own limit closes it earlier.
const outlivesHoldMs = 45 * 60_000;

const mostLines = 100;

/** Stripe's parameters for one payment. The same input makes the same parameters: its idempotency key demands that. */
export function sessionParams(input: StartPaymentInput): Stripe.Checkout.SessionCreateParams {
  const metadata = { orderId: input.orderId, paymentId: input.paymentId, orderNumber: input.orderNumber };
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    customer_email: input.email,
    client_reference_id: input.orderId,
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: Math.floor((input.expiresAt.getTime() + outlivesHoldMs) / 1_000),
    metadata,
    payment_intent_data: { metadata, description: `Order ${input.orderNumber}` },
    ...itemsOf(input),
  };
}

type Items = Pick<Stripe.Checkout.SessionCreateParams, "line_items" | "shipping_options">;

/**
 * Shows the shopper what they buy where that adds up to the amount; else (a discount, very many lines) one line with the
 * whole amount, since what is charged must be exactly what the order says.
 */
function itemsOf(input: StartPaymentInput): Items {
  const { lines, shippingMinor, amount } = input;
  const sum = lines.reduce((total, line) => total + line.unitMinor * BigInt(line.quantity), shippingMinor);
  if (input.discountMinor !== 0n || sum !== amount.minor || lines.length > mostLines) {
    return {
      line_items: [lineItem(input, { title: `Order ${input.orderNumber}`, quantity: 1, unitMinor: amount.minor })],
    };
  }
  return { line_items: lines.map((line) => lineItem(input, line)), ...shippingOf(input) };
}

function lineItem(
  { amount }: StartPaymentInput,
  line: StartPaymentInput["lines"][number],
): Stripe.Checkout.SessionCreateParams.LineItem {
  const currency = amount.currency.toLowerCase();
  const unit_amount = toStripeAmount({ minor: line.unitMinor, currency });
  return { quantity: line.quantity, price_data: { currency, unit_amount, product_data: { name: line.title } } };
}

function shippingOf({ shippingMinor, amount }: StartPaymentInput): Items {
  if (shippingMinor === 0n) return {};
  const currency = amount.currency.toLowerCase();
  const fixed_amount = { amount: toStripeAmount({ minor: shippingMinor, currency }), currency };
  return {
    shipping_options: [{ shipping_rate_data: { type: "fixed_amount", display_name: "Delivery", fixed_amount } }],
  };
}
