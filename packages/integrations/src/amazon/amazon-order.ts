import { z } from "zod";

/** A decimal in a string. */
const amazonMoney = z.object({ amount: z.string(), currencyCode: z.string().length(3) });
export type AmazonMoney = z.output<typeof amazonMoney>;

const breakdowns = z.array(z.object({ type: z.string(), subtotal: amazonMoney })).nullish();
export type AmazonBreakdowns = z.output<typeof breakdowns>;

const amazonItem = z.object({
  orderItemId: z.string().min(1),
  quantityOrdered: z.int().min(0),
  product: z.object({
    asin: z.string().nullish(),
    title: z.string().nullish(),
    sellerSku: z.string().nullish(),
    price: z.object({ unitPrice: amazonMoney.nullish() }).nullish(),
  }),
  proceeds: z.object({ proceedsTotal: amazonMoney.nullish(), breakdowns }).nullish(),
  cancellation: z
    .object({ cancellationExecution: z.object({ cancelReason: z.string().nullish() }).nullish() })
    .nullish(),
  fulfillment: z.object({ quantityFulfilled: z.int().nullish() }).nullish(),
});
export type AmazonItem = z.output<typeof amazonItem>;

const amazonAddress = z.object({
  name: z.string().nullish(),
  companyName: z.string().nullish(),
  addressLine1: z.string().nullish(),
  addressLine2: z.string().nullish(),
  addressLine3: z.string().nullish(),
  city: z.string().nullish(),
  stateOrRegion: z.string().nullish(),
  postalCode: z.string().nullish(),
  countryCode: z.string().nullish(),
  phone: z.string().nullish(),
});
export type AmazonAddress = z.output<typeof amazonAddress>;

/** What we read of an order of Orders 2026-01-01; Amazon gives more. */
export const amazonOrder = z.object({
  orderId: z.string().min(1),
  createdTime: z.iso.datetime({ offset: true }),
  lastUpdatedTime: z.iso.datetime({ offset: true }),
  buyer: z.object({ buyerName: z.string().nullish(), buyerEmail: z.string().nullish() }).nullish(),
  recipient: z.object({ deliveryAddress: amazonAddress.nullish() }).nullish(),
  proceeds: z.object({ grandTotal: amazonMoney.nullish(), breakdowns }).nullish(),
  fulfillment: z.object({
    fulfillmentStatus: z.string(),
    fulfilledBy: z.string().nullish(),
    fulfillmentServiceLevel: z.string().nullish(),
  }),
  orderItems: z.array(amazonItem),
  packages: z.array(z.object({ carrier: z.string().nullish(), trackingNumber: z.string().nullish() })).nullish(),
});
export type AmazonOrder = z.output<typeof amazonOrder>;

/** What is needed to find one's way through a list. */
const amazonOrderHead = z.looseObject({ orderId: z.string().min(1) });
export type AmazonOrderHead = z.output<typeof amazonOrderHead>;

export const amazonOrderPage = z.object({
  orders: z.array(amazonOrderHead),
  pagination: z.object({ nextToken: z.string().min(1).nullish() }).nullish(),
});
export const amazonOrderAnswer = z.object({ order: amazonOrder });

/** What we ask to be told with an order. Buyers' names and addresses come only to apps that were granted them. */
export const includedData = "BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES";

/** Placed, but not paid: without amounts, and not to be shipped. It changes again when it is. */
export function isPending({ fulfillment }: AmazonOrder): boolean {
  return fulfillment.fulfillmentStatus.startsWith("PENDING");
}
