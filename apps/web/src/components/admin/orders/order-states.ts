import type { OrderSummaryDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

type OrderState = OrderSummaryDto["status"];
type PaymentState = OrderSummaryDto["paymentStatus"];

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
}

/** How an order's state is told, everywhere alike. */
export const orderStates = {
  pending: { tone: "warning", word: "Pending" },
  paid: { tone: "active", word: "Paid" },
  shipped: { tone: "good", word: "Shipped" },
  delivered: { tone: "good", word: "Delivered" },
  cancelled: { tone: "neutral", word: "Cancelled" },
} as const satisfies Record<OrderState, Told>;

export const paymentStates = {
  pending: { tone: "warning", word: "Unpaid" },
  authorized: { tone: "active", word: "Authorized" },
  paid: { tone: "good", word: "Paid" },
  partially_refunded: { tone: "active", word: "Part refunded" },
  refunded: { tone: "neutral", word: "Refunded" },
  failed: { tone: "danger", word: "Failed" },
  voided: { tone: "neutral", word: "Voided" },
} as const satisfies Record<PaymentState, Told>;
