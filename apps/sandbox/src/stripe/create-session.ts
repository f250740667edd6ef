import type { z } from "zod";

import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import { requireChargeable } from "./amount-rules.ts";
import { expireSessionWhenDue } from "./expire-session.ts";
import { parseForm } from "./form.ts";
import type { LineItemRecord, SessionRecord } from "./records.ts";
import { wireSession } from "./render.ts";
import { sessionInput } from "./session-input.ts";
import { sessionTotals } from "./session-totals.ts";
import type { StripeVerb } from "./stripe-call.ts";
import { invalidRequest, resourceMissing } from "./stripe-error.ts";
import type { StripeWorld } from "./stripe-world.ts";

type SessionInput = z.output<typeof sessionInput>;

const HOUR_S = 3_600;
const SHORTEST_S = HOUR_S / 2;
const LONGEST_S = 24 * HOUR_S;
/** A caller who rounds "in 30 minutes" down to a second, a little while ago, is not refused. */
const SLACK_S = 10;

/** POST /v1/checkout/sessions. The PaymentIntent comes into being with the first attempt to pay, as in Stripe's API. */
export const createSession: StripeVerb = ({ world, params }) => {
  const wanted = parseForm(sessionInput, params);
  const created = unixSeconds(world.clock.now());
  const session = buildSession(world, wanted, created);
  requireSameCurrency(session, wanted);
  const { total } = sessionTotals(session);
  if (total > 0) requireChargeable(total, session.currency, "line_items");
  world.records.sessions.set(session.id, session);
  expireSessionWhenDue(world, session);
  return wireSession(world, session);
};

function buildSession(world: StripeWorld, wanted: SessionInput, created: number): SessionRecord {
  const customer = wanted.customer === undefined ? undefined : world.records.customers.get(wanted.customer);
  if (wanted.customer !== undefined && customer === undefined)
    throw resourceMissing("customer", wanted.customer, "customer");
  return {
    id: newId("cs_test", 58),
    created,
    expiresAt: expiryOf(wanted, created),
    status: "open",
    paymentStatus: "unpaid",
    currency: wanted.currency ?? wanted.line_items[0]?.price_data.currency ?? "eur",
    lineItems: wanted.line_items.map(buildLineItem),
    shippingOptions: (wanted.shipping_options ?? []).map(({ shipping_rate_data: rate }) => ({
      id: newId("shr"),
      displayName: rate.display_name,
      amount: rate.fixed_amount.amount,
    })),
    successUrl: wanted.success_url,
    cancelUrl: wanted.cancel_url ?? null,
    clientReferenceId: wanted.client_reference_id ?? null,
    customer: wanted.customer ?? null,
    customerCreation: wanted.customer_creation ?? "if_required",
    customerEmail: wanted.customer_email ?? customer?.email ?? null,
    customerName: customer?.name ?? null,
    locale: wanted.locale ?? null,
    metadata: wanted.metadata,
    paymentMethodTypes: wanted.payment_method_types ?? ["card"],
    submitType: wanted.submit_type ?? null,
    billingAddressCollection: wanted.billing_address_collection ?? null,
    paymentIntent: null,
    intentData: buildIntentData(wanted),
  };
}

function buildLineItem({ price_data, quantity, metadata }: SessionInput["line_items"][number]): LineItemRecord {
  const product = price_data.product_data;
  return {
    id: newId("li"),
    priceId: newId("price"),
    productId: newId("prod", 14),
    name: product.name,
    description: product.description ?? null,
    images: product.images ?? [],
    unitAmount: price_data.unit_amount,
    quantity,
    currency: price_data.currency,
    taxBehavior: price_data.tax_behavior ?? "unspecified",
    metadata,
  };
}

function buildIntentData({ payment_intent_data: data }: SessionInput): SessionRecord["intentData"] {
  return {
    captureMethod: data?.capture_method ?? "automatic_async",
    description: data?.description ?? null,
    metadata: data?.metadata ?? {},
    receiptEmail: data?.receipt_email ?? null,
    setupFutureUsage: data?.setup_future_usage ?? null,
    shipping: data?.shipping ?? null,
    statementDescriptor: data?.statement_descriptor ?? null,
    statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    transferGroup: data?.transfer_group ?? null,
  };
}

function expiryOf({ expires_at }: SessionInput, created: number): number {
  if (expires_at === undefined) return created + LONGEST_S;
  if (expires_at < created + SHORTEST_S - SLACK_S) {
    throw invalidRequest("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  if (expires_at > created + LONGEST_S + SLACK_S) {
    throw invalidRequest("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  return expires_at;
}

function requireSameCurrency(session: SessionRecord, { shipping_options }: SessionInput): void {
  const rates = (shipping_options ?? []).map(({ shipping_rate_data }) => shipping_rate_data.fixed_amount.currency);
  const used = [...session.lineItems.map((line) => line.currency), ...rates];
  if (used.every((currency) => currency === session.currency)) return;
  throw invalidRequest("All prices and shipping rates of a Checkout Session must have the same currency.", {
    param: "line_items",
  });
}
