import { z } from "zod/mini";

import type { TimelineEntryDto } from "@cartwright/api/schemas";

import { formatMoney } from "#lib/money.ts";

const events: Readonly<Record<string, string>> = {
  "order.created": "Order placed",
  "order.paid": "Paid",
  "order.shipped": "Shipped",
  "order.delivered": "Delivered",
  "order.cancelled": "Cancelled",
  "order.rest_cancelled": "Rest cancelled",
  "order.refunded": "Refunded",
  "order.held": "Put on hold",
  "order.released": "Released",
  "order.tagged": "Tagged",
  "order.untagged": "Tag taken off",
  "payment.captured": "Payment received",
  "payment.authorized": "Payment authorized",
  "payment.failed": "Payment failed",
  "payment.voided": "Payment called off",
  "payment.retried": "Payment tried again",
  "refund.requested": "Refund started",
  "refund.failed": "Refund failed",
  "shipment.booked": "Parcel booked",
  "shortfall.allocated": "Missing stock allocated",
  "shortfall.dropped": "Missing units given up",
  "shortfall.mapped": "Unknown line mapped",
  "shortfall.dismissed": "Line needs no stock",
  "channel.cancel_too_late": "Cancelled at the channel, after it had left",
  "label.bought": "Label bought",
  "label.cancelled": "Label called off",
  "label.released": "No label was made",
  "return_label.bought": "Return label bought",
};

/** `order.paid` → "Paid"; an event that is not known by name is told by its own words. */
export function eventWords(event: string): string {
  const known = events[event];
  if (known !== undefined) return known;
  const words = event.slice(event.indexOf(".") + 1).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who did it: a name where there is one, else what kind of caller it was. */
export function actorWords({ type, name, id }: TimelineEntryDto["actor"]): string {
  if (name !== null && name !== "") return name;
  switch (type) {
    case "guest":
      return "Guest";
    case "customer":
      return "Customer";
    case "member":
      return "Member";
    case "api_key":
      return "API key";
    default:
      return id === null ? "System" : `System, ${id.replaceAll(/[-_]/g, " ")}`;
  }
}

const money = z.object({ amount: z.string(), currency: z.string() });

/** What an entry carries that a person wants to read: reasons, amounts, numbers. Ids are left out. */
export function dataWords(data: TimelineEntryDto["data"]): string[] {
  const { currency, ...rest } = data;
  return Object.entries(rest).flatMap(([name, value]) => {
    // Some entries keep an amount and its currency side by side.
    const whole = money.safeParse({ amount: value, currency });
    if (name === "amount" && whole.success) return [formatMoney(whole.data)];
    if (/id$/i.test(name) || value === null || value === "" || value === false) return [];
    const label = labelOf(name);
    const amount = money.safeParse(value);
    if (amount.success) return [`${label} ${formatMoney(amount.data)}`];
    if (value === true) return [label];
    if (typeof value === "number") return [`${label} ${value}`];
    if (typeof value === "string") return ["reason", "note"].includes(name) ? [value] : [`${label} ${value}`];
    return [];
  });
}

/** `trackingNumber` → "tracking number" */
function labelOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
