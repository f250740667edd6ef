import { randomInt } from "node:crypto";

import { newId } from "@cartwright/db";
import type { ChannelOrder, ChannelOrderLine } from "@cartwright/integrations/contracts";

/** A paid Etsy order of one unit for 25.00 €, but for what is said otherwise. Its lines come from `channelLine`. */
export function channelOrder(order: Partial<ChannelOrder> = {}): ChannelOrder {
  const lines = order.lines ?? [channelLine({ sku: "UNKNOWN" })];
  const placedAt = order.placedAt ?? new Date("2026-11-20T10:00:00Z");
  const number = String(randomInt(1_000_000_000, 4_000_000_000));
  return {
    channel: "etsy",
    storeId: newId(),
    connectedAt: new Date("2026-11-01T00:00:00Z"),
    externalId: number,
    externalNumber: number,
    placedAt,
    updatedAt: placedAt,
    currency: "EUR",
    shipping: "0.00",
    discount: "0.00",
    tax: "0.00",
    total: total(lines),
    buyer: { externalId: `b-${number}`, email: `b${number}@example.com`, name: "Aino Virtanen", phone: null },
    shippingAddress: {
      name: "Aino Virtanen",
      line1: "Mannerheimintie 1",
      postalCode: "00100",
      city: "Helsinki",
      country: "FI",
    },
    shippingTitle: "Standard",
    paid: true,
    refunded: "0.00",
    cancelled: null,
    parcel: null,
    fulfilledByChannel: false,
    ...order,
    lines,
  };
}

/** One unit for 25.00 €, but for what is said otherwise. */
export function channelLine(line: Partial<ChannelOrderLine> = {}): ChannelOrderLine {
  const quantity = line.quantity ?? 1;
  return {
    externalId: newId(),
    kind: "goods",
    sku: null,
    externalListingId: null,
    title: "Pine lamp",
    variantTitle: "",
    quantity,
    unitPrice: "25.00",
    total: `${25 * quantity}.00`,
    taxIncluded: "0.00",
    shippedQuantity: 0,
    ...line,
  };
}

// Of lines in cents.
function total(lines: readonly ChannelOrderLine[]): string {
  const cents = lines.reduce((sum, line) => sum + Math.round(Number(line.total) * 100), 0);
  return (cents / 100).toFixed(2);
}
