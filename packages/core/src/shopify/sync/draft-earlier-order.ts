import { randomBytes } from "node:crypto";

import { newId } from "@cartwright/db";

import { endOf } from "#channels/channel-end.ts";
import { guestEmail } from "#channels/guest-email.ts";
import type { ReadChannelOrder, ReadLine } from "#channels/read-channel-order.ts";

import type { FindGoods } from "./match-order-lines.ts";

/** An order from before the shop was connected, as it will be written. */
export type EarlierOrder = NonNullable<ReturnType<typeof draftEarlierOrder>>;

/**
 * The rows of an order that was placed before the shop was connected, as it stands now. What of it is still to be sent was
 * promised before we took the stock over, so it is put on the shelf and promised in one.
 *
 * Null when that is not so for one of its lines: it takes from a shelf that was ours before, or nobody knows from which. Such
 * an order is imported like any other. Amounts are text, since JSON has no numbers that large.
 */
export function draftEarlierOrder(read: ReadChannelOrder, find: FindGoods) {
  if (read.placedAt >= read.connectedAt) return null;
  const end = endOf(read);
  const isSent = end === null && read.paid;
  const hasGoods = read.lines.some(({ kind }) => kind === "goods");
  const lines = read.lines.map((line, index) =>
    draftLine(line, { read, index, find, hasGoods, isSent, isOver: end !== null }),
  );
  if (!lines.every(({ wanted, isCovered }) => wanted === 0 || isCovered)) return null;
  const { buyer, channel, externalId } = read;
  const money = moneyOf(read, end !== null);
  const isComplete = isSent && lines.every(({ shipped, dropped, quantity }) => shipped + dropped === quantity);
  const hasParcel = lines.some(({ shipped }) => shipped > 0);
  return {
    id: newId(),
    externalId,
    externalNumber: read.externalNumber,
    updatedAt: read.updatedAt,
    placedAt: read.placedAt,
    email: guestEmail({ channel, email: buyer.email, buyerId: buyer.externalId, orderId: externalId }),
    name: buyer.name ?? read.address?.name ?? null,
    phone: read.phone,
    status: end !== null ? "cancelled" : isComplete ? "shipped" : read.paid ? "paid" : "pending",
    fulfillmentStatus: isComplete ? "fulfilled" : hasParcel ? "partial" : "unfulfilled",
    ...money,
    currency: read.currency,
    subtotal: String(read.subtotalMinor),
    discount: String(read.discountMinor),
    shipping: String(read.shippingMinor),
    tax: String(read.taxMinor),
    taxIncluded: String(read.taxIncludedMinor),
    total: String(read.totalMinor),
    address: read.address,
    shippingTitle: read.shippingTitle,
    accessToken: randomBytes(32).toString("base64url"),
    paidAt: read.paid ? read.placedAt : null,
    shippedAt: isComplete ? read.updatedAt : null,
    cancelledAt: end === null ? null : (read.cancelled?.at ?? read.updatedAt),
    cancelReason: end,
    paymentId: newId(),
    parcel: hasParcel
      ? { id: newId(), carrier: read.parcel?.carrier ?? "other", trackingNumber: read.parcel?.trackingNumber ?? null }
      : null,
    auditId: newId(),
    lineIds: Object.fromEntries(lines.flatMap(({ id, externalId: line }) => (line === null ? [] : [[line, id]]))),
    lines,
  };
}

interface LineOf {
  readonly read: ReadChannelOrder;
  readonly index: number;
  readonly find: FindGoods;
  readonly hasGoods: boolean;
  /** Something may have left: a channel ships what is paid. */
  readonly isSent: boolean;
  readonly isOver: boolean;
}

function draftLine(line: ReadLine, { read, index, find, hasGoods, isSent, isOver }: LineOf) {
  const known = line.kind === "goods" ? find(line) : null;
  const takesStock = known?.takesStock !== false;
  const isMoney = line.kind === "charge" && hasGoods;
  return {
    id: newId(),
    externalId: line.externalId,
    position: index + 1,
    variantId: known?.variantId ?? null,
    productId: known?.productId ?? null,
    locationId: known?.locationId ?? null,
    sku: known?.sku ?? line.sku ?? "",
    title: line.title,
    variantTitle: line.variantTitle,
    quantity: line.quantity,
    unitPrice: String(line.unitPriceMinor),
    discount: String(line.discountMinor),
    total: String(line.totalMinor),
    taxIncluded: String(line.taxIncludedMinor),
    shipped: isSent && !isMoney ? line.shippedQuantity : 0,
    dropped: isMoney ? line.quantity : 0,
    wanted: isOver || line.kind !== "goods" || !takesStock ? 0 : line.quantity - line.shippedQuantity,
    isCovered: known !== null && known.stockTakenOverAt !== null && known.stockTakenOverAt > read.placedAt,
  };
}

function moneyOf({ paid, totalMinor, refundedMinor: told }: ReadChannelOrder, isOver: boolean) {
  const capturedMinor = paid ? totalMinor : 0n;
  // A channel that cancels gives back what it took, whether or not it says so in numbers.
  const given = isOver && told === 0n ? capturedMinor : told;
  const refundedMinor = given < capturedMinor ? given : capturedMinor;
  return {
    captured: String(capturedMinor),
    refunded: String(refundedMinor),
    refundId: refundedMinor > 0n ? newId() : null,
    paymentState: paid ? "captured" : isOver ? "voided" : "pending",
    paymentStatus: paymentStatusOf(capturedMinor, refundedMinor, isOver),
  };
}

function paymentStatusOf(capturedMinor: bigint, refundedMinor: bigint, isOver: boolean) {
  if (capturedMinor === 0n) return isOver ? "voided" : "pending";
  if (refundedMinor === 0n) return "paid";
  return refundedMinor === capturedMinor ? "refunded" : "partially_refunded";
}
