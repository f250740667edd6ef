import { z } from "zod";

import type { EtsyMoney, EtsyReceipt, EtsyTransaction } from "./etsy-records.ts";

const cents = z.number().int().min(0);

/** An order as a test or a demo wants it; what it leaves out is made up. Amounts are in hundredths. */
export const receiptInput = z.strictObject({
  receiptId: z.number().int().min(1).optional(),
  status: z
    .enum(["paid", "completed", "open", "payment processing", "canceled", "fully refunded", "partially refunded"])
    .default("paid"),
  /** Unix seconds; now by default. */
  createdAt: z.number().int().min(1).optional(),
  updatedAt: z.number().int().min(1).optional(),
  currency: z.string().length(3).default("EUR"),
  buyer: z.string().min(1).default("Aino Virtanen"),
  email: z.email().nullable().default("aino@example.com"),
  shippingCents: cents.default(590),
  taxCents: cents.default(0),
  discountCents: cents.default(0),
  refundedCents: cents.default(0),
  trackingNumber: z.string().min(1).optional(),
  lines: z
    .array(
      z.strictObject({
        sku: z.string().nullable().default(null),
        title: z.string().min(1).default("Handmade thing"),
        quantity: z.number().int().min(1).default(1),
        priceCents: cents.default(2500),
        listingId: z.number().int().min(1).default(1001),
        variation: z.string().min(1).optional(),
        isDigital: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(100)
    .default([
      { sku: "HV-KI-MUG-PIN", title: "Mug", quantity: 1, priceCents: 2500, listingId: 1001, isDigital: false },
    ]),
});
export type ReceiptInput = z.output<typeof receiptInput>;

export interface ReceiptIds {
  shopId: number;
  receiptId: number;
  now: number;
}

/** A receipt with all that Etsy gives, whose amounts add up as Etsy's do. */
export function makeReceipt(input: ReceiptInput, { shopId, receiptId, now }: ReceiptIds): EtsyReceipt {
  const created = input.createdAt ?? now;
  const updated = input.updatedAt ?? Math.max(created, now);
  const isPaid = !["open", "payment processing", "canceled"].includes(input.status);
  const isShipped = input.status === "completed";
  const head = { receipt_id: receiptId, seller_user_id: shopId, buyer_user_id: 900_000 + (receiptId % 1_000) };
  const sale = { ...head, created, paidAt: isPaid ? created : null, shippedAt: isShipped ? updated : null };
  return {
    ...head,
    ...buyerOf(input),
    ...amountsOf(input),
    receipt_type: 0,
    seller_email: null,
    status: input.status,
    payment_method: "cc",
    message_from_seller: null,
    message_from_buyer: null,
    message_from_payment: null,
    is_paid: isPaid,
    is_shipped: isShipped,
    create_timestamp: created,
    created_timestamp: created,
    update_timestamp: updated,
    updated_timestamp: updated,
    is_gift: false,
    gift_message: "",
    gift_sender: "",
    shipments: input.trackingNumber === undefined ? [] : [shipmentOf(receiptId, input.trackingNumber, updated)],
    transactions: input.lines.map((_line, index) => makeTransaction(input, index, sale)),
    refunds: input.refundedCents === 0 ? [] : [refundOf(money(input.refundedCents, input), updated)],
  };
}

interface Sale {
  receipt_id: number;
  seller_user_id: number;
  buyer_user_id: number;
  created: number;
  paidAt: number | null;
  shippedAt: number | null;
}

function makeTransaction(
  input: ReceiptInput,
  index: number,
  { created, paidAt, shippedAt, ...head }: Sale,
): EtsyTransaction {
  const line = input.lines[index];
  if (line === undefined) throw new Error("A receipt has no such line");
  const colour = { property_id: 200, value_id: 1, formatted_name: "Colour", formatted_value: line.variation ?? "" };
  return {
    ...head,
    transaction_id: head.receipt_id * 100 + index + 1,
    title: line.title,
    description: "",
    create_timestamp: created,
    created_timestamp: created,
    paid_timestamp: paidAt,
    shipped_timestamp: shippedAt,
    quantity: line.quantity,
    listing_image_id: null,
    is_digital: line.isDigital,
    file_data: "",
    listing_id: line.listingId,
    transaction_type: "listing",
    product_id: line.listingId * 10 + index,
    sku: line.sku,
    price: money(line.priceCents, input),
    shipping_cost: money(0, input),
    variations: line.variation === undefined ? [] : [colour],
    product_data: [],
    shipping_profile_id: null,
    min_processing_days: 1,
    max_processing_days: 3,
    shipping_method: null,
    shipping_upgrade: null,
    expected_ship_date: null,
    buyer_coupon: 0,
    shop_coupon: 0,
  };
}

function buyerOf({ buyer, email }: ReceiptInput) {
  return {
    buyer_email: email,
    payment_email: email,
    name: buyer,
    first_line: "Kalevankatu 3 A 5",
    second_line: null,
    city: "Helsinki",
    state: null,
    zip: "00100",
    formatted_address: `${buyer}\nKalevankatu 3 A 5\n00100 Helsinki\nFinland`,
    country_iso: "FI",
  };
}

function amountsOf(input: ReceiptInput) {
  const goods = input.lines.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0);
  return {
    grandtotal: money(goods - input.discountCents + input.shippingCents + input.taxCents, input),
    subtotal: money(goods - input.discountCents, input),
    total_price: money(goods, input),
    total_shipping_cost: money(input.shippingCents, input),
    total_tax_cost: money(input.taxCents, input),
    total_vat_cost: money(0, input),
    discount_amt: money(input.discountCents, input),
    gift_wrap_price: money(0, input),
  };
}

function money(amount: number, { currency }: ReceiptInput): EtsyMoney {
  return { amount, divisor: 100, currency_code: currency.toUpperCase() };
}

function shipmentOf(receiptId: number, tracking_code: string, at: number): EtsyReceipt["shipments"][number] {
  return { receipt_shipping_id: receiptId, shipment_notification_timestamp: at, carrier_name: "posti", tracking_code };
}

function refundOf(amount: EtsyMoney, at: number): EtsyReceipt["refunds"][number] {
  return { amount, created_timestamp: at, reason: "Returned", note_from_issuer: null, status: "SUCCESS" };
}
