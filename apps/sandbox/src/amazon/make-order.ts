import { z } from "zod";

import type { AmazonItem, AmazonMoney, AmazonOrder } from "./amazon-records.ts";

const cents = z.number().int().min(0);
const isoTime = z.iso.datetime({ offset: true });

/** An order as a test or a demo wants it; what it leaves out is made up. Amounts are in hundredths. */
export const orderInput = z.strictObject({
  orderId: z
    .string()
    .regex(/^\d{3}-\d{7}-\d{7}$/)
    .optional(),
  status: z
    .enum([
      "PENDING_AVAILABILITY",
      "PENDING",
      "UNSHIPPED",
      "PARTIALLY_SHIPPED",
      "SHIPPED",
      "CANCELLED",
      "UNFULFILLABLE",
    ])
    .default("UNSHIPPED"),
  createdTime: isoTime.optional(),
  /** What was updated less than two minutes ago is not found by a search yet. */
  lastUpdatedTime: isoTime.optional(),
  currency: z.string().length(3).default("EUR"),
  marketplaceId: z.string().min(1).default("A1PA6795UKMFR9"),
  fulfilledBy: z.enum(["MERCHANT", "AMAZON"]).default("MERCHANT"),
  buyer: z.string().min(1).default("Aino Virtanen"),
  shippingCents: cents.default(490),
  taxCents: cents.default(0),
  trackingNumber: z.string().min(1).optional(),
  items: z
    .array(
      z.strictObject({
        sku: z.string().min(1).default("HV-KI-MUG-PIN"),
        title: z.string().min(1).default("Mug"),
        quantity: z.number().int().min(1).default(1),
        priceCents: cents.default(2_500),
      }),
    )
    .min(1)
    .max(100)
    .default([{ sku: "HV-KI-MUG-PIN", title: "Mug", quantity: 1, priceCents: 2_500 }]),
});
export type OrderInput = z.output<typeof orderInput>;

/** An order with all that Amazon tells of it; one that is pending has no amounts, buyer or address yet. */
export function makeOrder(input: OrderInput, { orderId, now }: { orderId: string; now: Date }): AmazonOrder {
  const isPending = input.status.startsWith("PENDING");
  const orderItems = input.items.map((_item, index) => makeItem(input, orderId, index));
  return {
    orderId,
    createdTime: input.createdTime ?? now.toISOString(),
    lastUpdatedTime: input.lastUpdatedTime ?? now.toISOString(),
    programs: [],
    salesChannel: { channelName: "AMAZON", marketplaceId: input.marketplaceId, marketplaceName: "Amazon.de" },
    ...(!isPending && buyerOf(input.buyer, orderId)),
    ...(hasAmounts(input) && { proceeds: proceedsOf(input) }),
    fulfillment: {
      fulfillmentStatus: input.status,
      fulfilledBy: input.fulfilledBy,
      fulfillmentServiceLevel: "STANDARD",
    },
    orderItems,
    ...(input.trackingNumber !== undefined && { packages: [packageOf(input.trackingNumber, orderItems)] }),
  };
}

function hasAmounts({ status }: OrderInput): boolean {
  return !status.startsWith("PENDING") && status !== "CANCELLED";
}

function makeItem(input: OrderInput, orderId: string, index: number): AmazonItem {
  const item = input.items[index];
  if (item === undefined) throw new Error("An order has no such item");
  const goods = money(item.priceCents * item.quantity, input);
  const left = input.status === "SHIPPED" ? item.quantity : 0;
  const hasPrice = !input.status.startsWith("PENDING");
  const letters = item.sku.replaceAll(/[^A-Z0-9]/gi, "").toUpperCase();
  return {
    orderItemId: `${orderId.replaceAll("-", "").slice(-12)}${index + 10}`,
    quantityOrdered: item.quantity,
    product: {
      asin: `B0${letters.padEnd(8, "X").slice(0, 8)}`,
      title: item.title,
      sellerSku: item.sku,
      ...(hasPrice && { price: { unitPrice: money(item.priceCents, input) } }),
    },
    ...(hasAmounts(input) && { proceeds: { proceedsTotal: goods, breakdowns: [{ type: "ITEM", subtotal: goods }] } }),
    ...(input.status === "CANCELLED" && {
      cancellation: { cancellationExecution: { cancelledBy: "BUYER", cancelReason: "Changed mind" } },
    }),
    fulfillment: { quantityFulfilled: left, quantityUnfulfilled: item.quantity - left },
  };
}

function buyerOf(name: string, orderId: string): Pick<AmazonOrder, "buyer" | "recipient"> {
  const address = { addressLine1: "Kalevankatu 3 A 5", city: "Helsinki", postalCode: "00100", countryCode: "FI" };
  return {
    buyer: { buyerName: name, buyerEmail: `${orderId.slice(4, 11)}@marketplace.amazon.de` },
    recipient: { deliveryAddress: { name, ...address, addressType: "RESIDENTIAL" } },
  };
}

function proceedsOf(input: OrderInput): NonNullable<AmazonOrder["proceeds"]> {
  const goods = input.items.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0);
  return {
    grandTotal: money(goods + input.shippingCents + input.taxCents, input),
    breakdowns: [
      { type: "ITEM", subtotal: money(goods, input) },
      { type: "SHIPPING", subtotal: money(input.shippingCents, input) },
      ...(input.taxCents > 0 ? [{ type: "TAX", subtotal: money(input.taxCents, input) }] : []),
    ],
  };
}

function packageOf(trackingNumber: string, items: readonly AmazonItem[]): NonNullable<AmazonOrder["packages"]>[number] {
  return {
    packageReferenceId: "1",
    carrier: "Posti",
    trackingNumber,
    packageStatus: { status: "IN_TRANSIT" },
    packageItems: items.map(({ orderItemId, quantityOrdered }) => ({ orderItemId, quantity: quantityOrdered })),
  };
}

function money(cents: number, { currency }: OrderInput): AmazonMoney {
  return { amount: (cents / 100).toFixed(2), currencyCode: currency.toUpperCase() };
}
