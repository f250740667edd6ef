import type { MediaView } from "#catalog/views.ts";
import type { Money } from "#pricing/money.ts";
import type { StoredPickupPoint } from "#shipping/stored-pickup-point.ts";

import type { Address } from "./address.ts";

export type OrderStatus = "pending" | "paid" | "shipped" | "delivered" | "cancelled";
export type PaymentStatus = "pending" | "authorized" | "paid" | "partially_refunded" | "refunded" | "failed" | "voided";
export type FulfillmentStatus = "unfulfilled" | "partial" | "fulfilled" | "delivered";
export type ReturnStatus = "none" | "requested" | "partial" | "returned";

export interface OrderLineView {
  readonly id: string;
  /** Null, as the product, for what a channel sold that is not known here. */
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly discount: Money;
  readonly total: Money;
  readonly shippedQuantity: number;
  /** Sold at a channel and not there, or not known: cannot be shipped yet. */
  readonly missingQuantity: number;
  /** Never delivered: a charge, or goods that were missing and given up. */
  readonly droppedQuantity: number;
  readonly refundedQuantity: number;
  /** What will not leave any more, of an order that has left in part. */
  readonly cancelledQuantity: number;
  readonly media: MediaView | null;
}

/** One thing that happened to an order, oldest first. */
export interface TimelineEntry {
  readonly id: string;
  /** `order.created`, `order.paid`, … */
  readonly event: string;
  readonly at: Date;
  readonly actor: {
    readonly type: string;
    readonly id: string | null;
    readonly name: string | null;
  };
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a carrier was asked to carry. */
export interface LabelView {
  readonly id: string;
  readonly kind: "outbound" | "return";
  readonly state: "asked" | "bought" | "unknown" | "refused" | "cancelled";
  readonly carrier: string;
  readonly service: string;
  readonly weightGrams: number;
  readonly trackingNumber: string | null;
  /** Why there is none, or what is not known. */
  readonly problem: string | null;
  /** False when it was made, but its file was lost. */
  readonly printable: boolean;
  readonly askedAt: Date;
}

/** One thing that a carrier said of a parcel. */
export interface TrackingStepView {
  readonly status: string;
  readonly place: string | null;
  readonly occurredAt: Date;
}

export interface ShipmentView {
  readonly id: string;
  readonly carrier: string;
  readonly state: string;
  readonly trackingNumber: string | null;
  /** Where it is, as its carrier said last; null before the first word. */
  readonly parcelStatus: string | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Newest first. */
  readonly steps: readonly TrackingStepView[];
  /** Newest first. */
  readonly labels: readonly LabelView[];
}

export interface OrderSummary {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly fulfillmentStatus: FulfillmentStatus;
  readonly returnStatus: ReturnStatus;
  readonly channel: string;
  readonly customerId: string;
  readonly customerName: string | null;
  readonly email: string;
  readonly itemCount: number;
  readonly total: Money;
  readonly placedAt: Date;
  /** Lines that a channel sold and that cannot be delivered as it stands. */
  readonly openShortfalls: number;
  /** Since when it is kept from leaving; null: it is not. */
  readonly heldAt: Date | null;
  readonly holdReason: string | null;
  readonly tags: readonly string[];
}

export interface OrderView extends OrderSummary {
  readonly lines: readonly OrderLineView[];
  readonly phone: string | null;
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly taxIncluded: Money;
  readonly captured: Money;
  readonly refunded: Money;
  readonly paymentMethod: string;
  readonly shippingAddress: Address | null;
  readonly shippingMethod: string | null;
  readonly shippingTitle: string | null;
  /** Where the parcel waits for its receiver, as it was when the order was placed. */
  readonly pickupPoint: StoredPickupPoint | null;
  readonly paymentDueAt: Date | null;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  /** Where to pay while the order waits for its payment. */
  readonly paymentUrl: string | null;
  readonly payments: readonly {
    readonly id: string;
    readonly provider: string;
    readonly state: string;
    readonly amount: Money;
    readonly captured: Money;
    readonly refunded: Money;
    readonly failureCode: string | null;
    readonly createdAt: Date;
  }[];
  readonly refunds: readonly {
    readonly id: string;
    readonly state: string;
    readonly amount: Money;
    readonly reason: string;
    readonly createdAt: Date;
  }[];
  readonly shipments: readonly ShipmentView[];
  readonly timeline: readonly TimelineEntry[];
  readonly accessToken: string;
}
