import type { OrderDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";
import { formatMoney, isZero } from "#lib/money.ts";

/** An order's state in the words of the shop. */
export interface StatusWords {
  readonly title: string;
  readonly text: string;
  readonly tone: StatusTone;
}

type Stated = Pick<OrderDto, "status" | "paymentMethod" | "payments" | "captured" | "refunded" | "cancelReason">;

export function describeStatus(order: Stated): StatusWords {
  const { status } = order;
  if (status === "pending") return describePending(order);
  if (status === "paid") return { title: "Paid", text: "Thank you. We are packing your parcel.", tone: "good" };
  if (status === "shipped") return { title: "On its way", text: "Your parcel is with the carrier.", tone: "active" };
  if (status === "delivered") return { title: "Delivered", text: "Your parcel has arrived. Enjoy it.", tone: "good" };
  return { title: "Cancelled", text: describeMoneyBack(order), tone: "danger" };
}

/** True when an unpaid order can be paid by its shopper now. */
export function canPay({ status, paymentMethod }: Pick<OrderDto, "status" | "paymentMethod">): boolean {
  return status === "pending" && paymentMethod === "card";
}

/** "You were not charged" may be said: nothing was taken, and nothing that was begun can still take it unseen. */
export function nothingCharged({ captured, payments }: Pick<OrderDto, "captured" | "payments">): boolean {
  return isZero(captured) && payments.every(({ state, captured: taken }) => isZero(taken) && !unclear.has(state));
}

export function isInvoice(paymentMethod: string): boolean {
  return paymentMethod === "invoice";
}

// States in which the provider may hold money that we have not heard of.
const unclear = new Set(["processing", "authorized", "requires_capture", "unknown"]);

function describePending(order: Stated): StatusWords {
  if (isInvoice(order.paymentMethod))
    return {
      title: "Ordered",
      text: "Thank you. The invoice comes by e-mail; we send the parcel once it is paid.",
      tone: "good",
    };
  const declined = order.payments.some(({ failureCode }) => failureCode !== null);
  if (declined && nothingCharged(order))
    return {
      title: "Payment refused",
      text: "Your bank refused the payment. You were not charged. Try again, or use another card.",
      tone: "danger",
    };
  return { title: "Waiting for payment", text: "Your things are put aside until you have paid.", tone: "warning" };
}

function describeMoneyBack(order: Stated): string {
  const reason = order.cancelReason === null ? "" : `${order.cancelReason.replace(/\.?$/, ".")} `;
  if (nothingCharged(order)) return `${reason}You were not charged.`;
  if (order.refunded.amount === order.captured.amount && !isZero(order.refunded))
    return `${reason}${formatMoney(order.refunded)} is on its way back to you.`;
  return `${reason}We return what you paid; this page shows when it is on its way.`;
}
