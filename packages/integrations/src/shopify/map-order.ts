import { z } from "zod";

import type {
  ChannelAddress,
  ChannelBuyer,
  ChannelOrder,
  ChannelOrderLine,
  ChannelStore,
} from "../contracts/channel.ts";
import { readMillionths, writeDecimal } from "./decimal.ts";

const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const moment = z.iso.datetime({ offset: true });

const shopifyLine = z.object({
  id: z.string(),
  title: z.string(),
  variantTitle: z.string().nullish(),
  sku: z.string().nullish(),
  quantity: z.int(),
  currentQuantity: z.int(),
  unfulfilledQuantity: z.int(),
  requiresShipping: z.boolean(),
  variant: z.object({ inventoryItem: z.object({ id: z.string() }) }).nullish(),
  originalUnitPriceSet: money,
  totalDiscountSet: money,
  taxLines: z.array(z.object({ priceSet: money })),
});

const shopifyAddress = z.object({
  name: z.string().nullish(),
  company: z.string().nullish(),
  address1: z.string().nullish(),
  address2: z.string().nullish(),
  city: z.string().nullish(),
  provinceCode: z.string().nullish(),
  zip: z.string().nullish(),
  countryCodeV2: z.string().nullish(),
  phone: z.string().nullish(),
});

const shopifyOrder = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: moment,
  processedAt: moment,
  updatedAt: moment,
  cancelledAt: moment.nullish(),
  cancelReason: z.string().nullish(),
  currencyCode: z.string(),
  taxesIncluded: z.boolean(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  displayFinancialStatus: z.string().nullish(),
  displayFulfillmentStatus: z.string(),
  totalShippingPriceSet: money,
  totalTaxSet: money.nullish(),
  totalPriceSet: money,
  totalRefundedSet: money,
  customer: z
    .object({
      id: z.string(),
      displayName: z.string().nullish(),
      defaultEmailAddress: z.object({ emailAddress: z.string().nullish() }).nullish(),
      defaultPhoneNumber: z.object({ phoneNumber: z.string().nullish() }).nullish(),
    })
    .nullish(),
  shippingAddress: shopifyAddress.nullish(),
  shippingLine: z.object({ title: z.string() }).nullish(),
  fulfillments: z.array(
    z.object({
      status: z.string(),
      trackingInfo: z.array(z.object({ company: z.string().nullish(), number: z.string().nullish() })),
    }),
  ),
  lineItems: z.object({ nodes: z.array(shopifyLine) }),
});

type ShopifyOrderNode = z.output<typeof shopifyOrder>;
type ShopifyLineNode = z.output<typeof shopifyLine>;

// Shopify says PAID only when all of the total is there.
const paidStates: readonly (string | null | undefined)[] = ["PAID", "PARTIALLY_REFUNDED", "REFUNDED"];

/**
 * An order of Shopify's in words of ours, from a page, an export or a single read alike. Amounts are in the shop's currency.
 *
 * @throws ZodError when something that we need is missing, RangeError for an amount that is none
 */
export function mapOrder(payload: unknown, store: ChannelStore): ChannelOrder {
  const order = shopifyOrder.parse(payload);
  const lines = order.lineItems.nodes.map((line) => mapLine(line, order));
  const tax = order.taxesIncluded ? 0n : amountOf(order.totalTaxSet);
  const sum = lines.reduce(
    (total, line) => total + readMillionths(line.total),
    amountOf(order.totalShippingPriceSet) + tax,
  );
  const discount = sum - amountOf(order.totalPriceSet);
  return {
    ...store,
    externalId: order.id,
    externalNumber: order.name,
    placedAt: new Date(order.processedAt),
    updatedAt: new Date(order.updatedAt),
    currency: order.currencyCode,
    lines,
    shipping: writeDecimal(amountOf(order.totalShippingPriceSet)),
    // Of the order, of its shipping, and of gift cards: what the lines do not tell of.
    discount: writeDecimal(discount > 0n ? discount : 0n),
    tax: writeDecimal(tax),
    total: writeDecimal(amountOf(order.totalPriceSet)),
    buyer: mapBuyer(order),
    shippingAddress: mapAddress(order.shippingAddress),
    shippingTitle: order.shippingLine?.title ?? null,
    paid: paidStates.includes(order.displayFinancialStatus),
    refunded: writeDecimal(amountOf(order.totalRefundedSet)),
    cancelled: order.cancelledAt
      ? { at: new Date(order.cancelledAt), reason: (order.cancelReason ?? "other").toLowerCase() }
      : null,
    parcel: mapParcel(order),
    fulfilledByChannel: false,
  };
}

function amountOf(set: z.output<typeof money> | null | undefined): bigint {
  return set ? readMillionths(set.shopMoney.amount) : 0n;
}

function mapLine(
  line: ShopifyLineNode,
  { taxesIncluded, displayFulfillmentStatus }: ShopifyOrderNode,
): ChannelOrderLine {
  const unitPrice = amountOf(line.originalUnitPriceSet);
  const gross = unitPrice * BigInt(line.quantity);
  const discounted = gross - amountOf(line.totalDiscountSet);
  const taxes = line.taxLines.reduce((sum, { priceSet }) => sum + amountOf(priceSet), 0n);
  const total = discounted > 0n ? discounted : 0n;
  return {
    externalId: line.id,
    // Without a variant and nothing to send it is no goods of ours: a tip, a service, a gift card typed in by hand.
    kind: line.variant || line.sku || line.requiresShipping ? "goods" : "charge",
    sku: line.sku?.trim() || null,
    externalListingId: line.variant?.inventoryItem.id ?? null,
    title: line.title,
    variantTitle: line.variantTitle ?? "",
    quantity: line.quantity,
    unitPrice: writeDecimal(unitPrice),
    total: writeDecimal(total),
    taxIncluded: writeDecimal(taxesIncluded && taxes <= total ? taxes : 0n),
    shippedQuantity: shippedOf(line, displayFulfillmentStatus),
  };
}

// Shopify counts what is still to be sent, and takes what was removed out of it; a return shrinks `currentQuantity` later.
function shippedOf({ quantity, currentQuantity, unfulfilledQuantity }: ShopifyLineNode, status: string): number {
  if (status === "FULFILLED") return quantity;
  return Math.min(quantity, Math.max(0, currentQuantity - unfulfilledQuantity));
}

function mapBuyer({ customer, email, phone, shippingAddress }: ShopifyOrderNode): ChannelBuyer {
  return {
    externalId: customer?.id ?? null,
    email: email || customer?.defaultEmailAddress?.emailAddress || null,
    name: customer?.displayName || shippingAddress?.name || null,
    phone: phone || customer?.defaultPhoneNumber?.phoneNumber || null,
  };
}

function mapAddress(address: ShopifyOrderNode["shippingAddress"]): ChannelAddress | null {
  if (!address?.countryCodeV2 || !address.address1) return null;
  const { address1, address2, company, provinceCode, phone } = address;
  const line2 = [company, address2].filter(Boolean).join(", ");
  return {
    name: address.name ?? "",
    line1: address1,
    ...(line2 !== "" && { line2 }),
    postalCode: address.zip ?? "",
    city: address.city ?? "",
    ...(provinceCode && { region: provinceCode }),
    country: address.countryCodeV2,
    ...(phone && { phone }),
  };
}

function mapParcel({ fulfillments }: ShopifyOrderNode): ChannelOrder["parcel"] {
  const sent = fulfillments.find(({ status }) => status === "SUCCESS" || status === "OPEN");
  if (!sent) return null;
  const [tracking] = sent.trackingInfo;
  return { carrier: tracking?.company ?? null, trackingNumber: tracking?.number ?? null };
}
