import type { BoundedMap } from "../bounded-map.ts";

/** What the sandbox knows of each object. `render-*.ts` turns these into Stripe's wire shapes. */
type Metadata = Record<string, string>;

interface Address {
  city: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  postal_code: string | null;
  state: string | null;
}

interface Shipping {
  address?: Address;
  carrier?: string | null;
  name?: string;
  phone?: string | null;
  tracking_number?: string | null;
}

export interface CustomerRecord {
  id: string;
  created: number;
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  address: Address | null;
  metadata: Metadata;
}

export interface PaymentMethodRecord {
  id: string;
  created: number;
  customer: string | null;
  cardNumber: string;
  expMonth: number;
  expYear: number;
  holder: string | null;
  email: string | null;
}

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "requires_capture"
  | "canceled"
  | "succeeded";

interface PaymentErrorRecord {
  code: string;
  declineCode: string | null;
  message: string;
  charge: string | null;
  paymentMethod: string;
}

export interface PaymentIntentRecord {
  id: string;
  created: number;
  amount: number;
  currency: string;
  status: IntentStatus;
  captureMethod: "automatic" | "automatic_async" | "manual";
  confirmationMethod: "automatic";
  amountReceived: number;
  clientSecret: string;
  customer: string | null;
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  returnUrl: string | null;
  setupFutureUsage: "off_session" | "on_session" | null;
  shipping: Shipping | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  automaticPaymentMethods: { enabled: boolean; allow_redirects?: "always" | "never" } | null;
  paymentMethodTypes: string[];
  paymentMethod: string | null;
  latestCharge: string | null;
  lastPaymentError: PaymentErrorRecord | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  /** The Checkout Session that this intent belongs to, if any. */
  session: string | null;
  transferGroup: string | null;
}

export interface ChargeRecord {
  id: string;
  created: number;
  paymentIntent: string;
  paymentMethod: string;
  amount: number;
  amountCaptured: number;
  amountRefunded: number;
  currency: string;
  captured: boolean;
  customer: string | null;
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  shipping: Shipping | null;
  challenged: boolean;
  failure: { code: string; declineCode: string | null; message: string } | null;
}

export interface RefundRecord {
  id: string;
  created: number;
  amount: number;
  currency: string;
  charge: string;
  paymentIntent: string;
  reason: "duplicate" | "fraudulent" | "requested_by_customer" | null;
  metadata: Metadata;
  status: "pending" | "succeeded" | "failed";
  failureReason: string | null;
}

export interface LineItemRecord {
  id: string;
  priceId: string;
  productId: string;
  name: string;
  description: string | null;
  images: string[];
  unitAmount: number;
  quantity: number;
  currency: string;
  taxBehavior: "exclusive" | "inclusive" | "unspecified";
  metadata: Metadata;
}

interface ShippingOptionRecord {
  id: string;
  displayName: string;
  amount: number;
}

export interface SessionRecord {
  id: string;
  created: number;
  expiresAt: number;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  currency: string;
  lineItems: LineItemRecord[];
  shippingOptions: ShippingOptionRecord[];
  successUrl: string;
  cancelUrl: string | null;
  clientReferenceId: string | null;
  customer: string | null;
  customerCreation: "if_required";
  customerEmail: string | null;
  customerName: string | null;
  locale: string | null;
  metadata: Metadata;
  paymentMethodTypes: string[];
  submitType: string | null;
  billingAddressCollection: string | null;
  paymentIntent: string | null;
  intentData: IntentDataRecord;
}

/** `payment_intent_data`, kept until the first attempt to pay makes the intent. */
interface IntentDataRecord {
  captureMethod: PaymentIntentRecord["captureMethod"];
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  setupFutureUsage: PaymentIntentRecord["setupFutureUsage"];
  shipping: Shipping | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  transferGroup: string | null;
}

export interface EventRecord {
  id: string;
  created: number;
  type: string;
  /** The object as it was when the event happened; it never changes. */
  object: Record<string, unknown>;
  previousAttributes: Record<string, unknown> | null;
  requestId: string | null;
  idempotencyKey: string | null;
}

export interface StripeRecords {
  customers: BoundedMap<string, CustomerRecord>;
  paymentMethods: BoundedMap<string, PaymentMethodRecord>;
  paymentIntents: BoundedMap<string, PaymentIntentRecord>;
  charges: BoundedMap<string, ChargeRecord>;
  refunds: BoundedMap<string, RefundRecord>;
  sessions: BoundedMap<string, SessionRecord>;
  events: BoundedMap<string, EventRecord>;
}
