import { z } from "zod";

/** `{ amount: 1999, divisor: 100, currency_code: "EUR" }` is 19.99 €. */
export const etsyMoney = z.object({
  amount: z.int(),
  divisor: z.int().positive(),
  currency_code: z.string().length(3),
});
export type EtsyMoney = z.output<typeof etsyMoney>;

const seconds = z.int().positive();

/** What is needed to find one's way through a list; a receipt without it is an answer that broke. */
export const etsyReceiptHead = z.looseObject({ receipt_id: z.int().positive(), updated_timestamp: seconds });
export type EtsyReceiptHead = z.output<typeof etsyReceiptHead>;

const etsyTransaction = z.object({
  transaction_id: z.int().positive(),
  title: z.string().nullish(),
  quantity: z.int().positive(),
  listing_id: z.int().positive().nullish(),
  sku: z.string().nullish(),
  price: etsyMoney,
  is_digital: z.boolean().nullish(),
  shipped_timestamp: z.int().nullish(),
  variations: z.array(z.object({ formatted_value: z.string().nullish() })).nullish(),
});
export type EtsyTransaction = z.output<typeof etsyTransaction>;

/** What we read of `getShopReceipt`; Etsy gives more. */
export const etsyReceipt = z.object({
  receipt_id: z.int().positive(),
  status: z.string(),
  is_paid: z.boolean(),
  is_shipped: z.boolean(),
  created_timestamp: seconds,
  updated_timestamp: seconds,
  buyer_user_id: z.int().nullish(),
  buyer_email: z.string().nullish(),
  name: z.string().nullish(),
  first_line: z.string().nullish(),
  second_line: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  zip: z.string().nullish(),
  country_iso: z.string().nullish(),
  grandtotal: etsyMoney,
  total_shipping_cost: etsyMoney.nullish(),
  total_tax_cost: etsyMoney.nullish(),
  discount_amt: etsyMoney.nullish(),
  gift_wrap_price: etsyMoney.nullish(),
  transactions: z.array(etsyTransaction),
  shipments: z.array(z.object({ carrier_name: z.string().nullish(), tracking_code: z.string().nullish() })).nullish(),
  refunds: z.array(z.object({ amount: etsyMoney, status: z.string().nullish() })).nullish(),
});
export type EtsyReceipt = z.output<typeof etsyReceipt>;

export const etsyReceiptPage = z.object({ count: z.int().min(0), results: z.array(etsyReceiptHead) });

/** Whether there is an order in it: money came, or came and went back. One that waits for its payment changes again. */
export function wasBought({ is_paid, status }: EtsyReceipt): boolean {
  return is_paid || status === "canceled";
}
