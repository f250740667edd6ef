import type { ChannelOrder, ChannelOrderLine } from "#contracts/channel.ts";
import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import type { ProviderMoney } from "#contracts/payment-provider.ts";
import { readDecimal, toDecimal } from "#marketplace/amounts.ts";

import type { AmazonBreakdowns, AmazonItem, AmazonMoney, AmazonOrder } from "./amazon-order.ts";
import { mapAddress } from "./map-address.ts";

/** An order of Amazon's as an order of a channel. Refuses amounts that its currency cannot say, and amounts in two currencies. */
export function mapOrder(order: AmazonOrder, store: MarketplaceStore): ChannelOrder {
  const total = totalOf(order, store);
  const { currency } = total;
  const sums = sumsOf(order, currency);
  const { fulfillmentStatus, fulfilledBy, fulfillmentServiceLevel } = order.fulfillment;
  const cancelled = fulfillmentStatus === "CANCELLED";
  const updatedAt = new Date(order.lastUpdatedTime);
  const parcel = order.packages?.find(({ trackingNumber }) => trackingNumber);
  const address = order.recipient?.deliveryAddress ?? null;
  const text = (minor: bigint): string => toDecimal({ minor, currency });
  return {
    channel: "amazon",
    storeId: store.storeId,
    connectedAt: store.connectedAt,
    externalId: order.orderId,
    externalNumber: order.orderId,
    placedAt: new Date(order.createdTime),
    updatedAt,
    currency,
    lines: [...order.orderItems.map((item) => mapItem(item, currency)), ...sums.charges.map(chargeOf(order, currency))],
    shipping: text(sums.shipping),
    discount: text(sums.discount),
    tax: text(sums.tax),
    total: toDecimal(total),
    buyer: {
      externalId: null,
      email: order.buyer?.buyerEmail || null,
      name: order.buyer?.buyerName || address?.name || null,
      phone: address?.phone || null,
    },
    shippingAddress: address && mapAddress(address),
    shippingTitle: fulfillmentServiceLevel || null,
    paid: !cancelled,
    refunded: text(0n),
    cancelled: cancelled ? { at: updatedAt, reason: reasonOf(order) } : null,
    parcel: parcel ? { carrier: parcel.carrier || null, trackingNumber: parcel.trackingNumber || null } : null,
    fulfilledByChannel: fulfilledBy === "AMAZON",
  };
}

/** What the buyer pays; nothing where Amazon tells none, as of an order that was cancelled before it was paid. */
export function totalOf({ proceeds }: AmazonOrder, { currency }: Pick<MarketplaceStore, "currency">): ProviderMoney {
  const told = proceeds?.grandTotal;
  return told ? readMoney(told, told.currencyCode.toUpperCase()) : { minor: 0n, currency };
}

function mapItem(item: AmazonItem, currency: string): ChannelOrderLine {
  const { product, quantityOrdered: quantity, proceeds } = item;
  const goods = sumOf(proceeds?.breakdowns, "ITEM", currency);
  const unit = product.price?.unitPrice ? readMoney(product.price.unitPrice, currency).minor : null;
  const before = goods ?? (unit ?? 0n) * BigInt(quantity);
  const total = before - discountOf(proceeds?.breakdowns, currency);
  return {
    externalId: item.orderItemId,
    kind: "goods",
    sku: product.sellerSku || null,
    externalListingId: product.sellerSku || null,
    title: product.title || product.asin || "Amazon item",
    variantTitle: "",
    quantity,
    unitPrice: toDecimal({ minor: unit ?? (quantity === 0 ? 0n : before / BigInt(quantity)), currency }),
    total: toDecimal({ minor: total, currency }),
    taxIncluded: toDecimal({ minor: 0n, currency }),
    shippedQuantity: Math.min(item.fulfillment?.quantityFulfilled ?? 0, quantity),
  };
}

/** What an order costs beside its goods. Amazon adds the items' amounts up for the order; where it has not, we do. */
function sumsOf(order: AmazonOrder, currency: string) {
  const ofOrder = order.proceeds?.breakdowns;
  const ofItems = order.orderItems.flatMap(({ proceeds }) => proceeds?.breakdowns ?? []);
  const sum = (type: string): bigint => sumOf(ofOrder, type, currency) ?? sumOf(ofItems, type, currency) ?? 0n;
  const discount = discountOf(ofOrder?.length ? ofOrder : ofItems, currency);
  const ofLines = discountOf(ofItems, currency);
  return {
    shipping: sum("SHIPPING"),
    tax: sum("TAX"),
    // Lines have theirs already.
    discount: discount > ofLines ? discount - ofLines : 0n,
    charges: chargeTypes.map((type) => ({ type, minor: sum(type) })).filter(({ minor }) => minor > 0n),
  };
}

const chargeTypes = ["GIFT_WRAP", "COD_FEE", "DELIVERY_TIP", "OTHER"] as const;
const chargeTitles: Readonly<Record<(typeof chargeTypes)[number], string>> = {
  GIFT_WRAP: "Gift wrap",
  COD_FEE: "Cash on delivery",
  DELIVERY_TIP: "Delivery tip",
  OTHER: "Other charges",
};

interface Charge {
  readonly type: (typeof chargeTypes)[number];
  readonly minor: bigint;
}

function chargeOf({ orderId }: AmazonOrder, currency: string): (charge: Charge) => ChannelOrderLine {
  return ({ type, minor }) => ({
    externalId: `${orderId}/${type}`,
    kind: "charge",
    sku: null,
    externalListingId: null,
    title: chargeTitles[type],
    variantTitle: "",
    quantity: 1,
    unitPrice: toDecimal({ minor, currency }),
    total: toDecimal({ minor, currency }),
    taxIncluded: toDecimal({ minor: 0n, currency }),
    shippedQuantity: 0,
  });
}

/** Null when none of this type is told. */
function sumOf(breakdowns: AmazonBreakdowns, type: string, currency: string): bigint | null {
  const fitting = (breakdowns ?? []).filter((each) => each.type === type);
  if (fitting.length === 0) return null;
  return fitting.reduce((sum, { subtotal }) => sum + readMoney(subtotal, currency).minor, 0n);
}

// The model does not say whether a discount is told as what is taken off or as a negative amount.
function discountOf(breakdowns: AmazonBreakdowns, currency: string): bigint {
  const told = sumOf(breakdowns, "DISCOUNT", currency) ?? 0n;
  return told < 0n ? -told : told;
}

function reasonOf({ orderItems }: AmazonOrder): string {
  const told = orderItems.map(({ cancellation }) => cancellation?.cancellationExecution?.cancelReason).find(Boolean);
  return told ?? "Cancelled at Amazon";
}

function readMoney({ amount, currencyCode }: AmazonMoney, currency: string): ProviderMoney {
  const money = currencyCode.toUpperCase() === currency ? readDecimal(amount, currency) : null;
  if (money) return money;
  throw new ProviderRefusedError(`Amazon told ${amount} ${currencyCode}, which is no amount of ${currency}`, {
    code: "bad_amount",
  });
}
