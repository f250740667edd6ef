import { staffOnlyEvents } from "@cartwright/core/orders/staff-only";
import type { OrderLineView, OrderSummary, OrderView } from "@cartwright/core/orders/views";

import type { OrderDto, OrderLineDto, OrderSummaryDto, TimelineEntryDto } from "#schemas/orders.ts";

import { presentInstant, presentMoney } from "./present-money.ts";
import { presentMedia, type Audience } from "./present-product.ts";
import { presentPickupPoint, presentShipment } from "./present-shipment.ts";

/** What keeps an order from leaving, and what staff call it, is for staff. */
export function presentOrderSummary(view: OrderSummary, audience: Audience): OrderSummaryDto {
  const { heldAt, holdReason, tags } = view;
  return {
    ...(audience === "staff"
      ? { heldAt: presentInstant(heldAt), holdReason, tags: [...tags] }
      : { heldAt: null, holdReason: null, tags: [] }),
    id: view.id,
    number: view.number,
    status: view.status,
    paymentStatus: view.paymentStatus,
    fulfillmentStatus: view.fulfillmentStatus,
    returnStatus: view.returnStatus,
    channel: view.channel,
    customerId: view.customerId,
    customerName: view.customerName,
    email: view.email,
    itemCount: view.itemCount,
    total: presentMoney(view.total),
    placedAt: view.placedAt.toISOString(),
    openShortfalls: view.openShortfalls,
  };
}

/** Shoppers read what happened and when; who of the staff did it, and with what words, is for staff. */
export function presentOrder(view: OrderView, audience: Audience): OrderDto {
  return {
    ...presentOrderSummary(view, audience),
    ...presentAmounts(view),
    ...presentDates(view),
    lines: view.lines.map(presentLine),
    phone: view.phone,
    paymentMethod: view.paymentMethod,
    shippingAddress: view.shippingAddress && { ...view.shippingAddress },
    shippingMethod: view.shippingMethod,
    shippingTitle: view.shippingTitle,
    pickupPoint: view.pickupPoint && presentPickupPoint(view.pickupPoint),
    cancelReason: view.cancelReason,
    paymentUrl: view.paymentUrl,
    payments: view.payments.map(presentPayment),
    refunds: view.refunds.map(presentRefund),
    shipments: view.shipments.map((shipment) => presentShipment(shipment, audience)),
    timeline: view.timeline
      .filter(({ event }) => audience === "staff" || !staffOnlyEvents.has(event))
      .map((entry) => presentTimelineEntry(entry, audience)),
  };
}

function presentAmounts(view: OrderView) {
  return {
    subtotal: presentMoney(view.subtotal),
    discount: presentMoney(view.discount),
    shipping: presentMoney(view.shipping),
    tax: presentMoney(view.tax),
    taxIncluded: presentMoney(view.taxIncluded),
    captured: presentMoney(view.captured),
    refunded: presentMoney(view.refunded),
  };
}

function presentDates(view: OrderView) {
  return {
    paymentDueAt: presentInstant(view.paymentDueAt),
    paidAt: presentInstant(view.paidAt),
    shippedAt: presentInstant(view.shippedAt),
    deliveredAt: presentInstant(view.deliveredAt),
    cancelledAt: presentInstant(view.cancelledAt),
  };
}

function presentLine(line: OrderLineView): OrderLineDto {
  return {
    id: line.id,
    variantId: line.variantId,
    productId: line.productId,
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    quantity: line.quantity,
    unitPrice: presentMoney(line.unitPrice),
    discount: presentMoney(line.discount),
    total: presentMoney(line.total),
    shippedQuantity: line.shippedQuantity,
    missingQuantity: line.missingQuantity,
    droppedQuantity: line.droppedQuantity,
    refundedQuantity: line.refundedQuantity,
    cancelledQuantity: line.cancelledQuantity,
    media: line.media && presentMedia(line.media),
  };
}

function presentPayment(payment: OrderView["payments"][number]): OrderDto["payments"][number] {
  return {
    id: payment.id,
    provider: payment.provider,
    state: payment.state,
    amount: presentMoney(payment.amount),
    captured: presentMoney(payment.captured),
    refunded: presentMoney(payment.refunded),
    failureCode: payment.failureCode,
    createdAt: payment.createdAt.toISOString(),
  };
}

function presentRefund(refund: OrderView["refunds"][number]): OrderDto["refunds"][number] {
  const { id, state, reason } = refund;
  return { id, state, reason, amount: presentMoney(refund.amount), createdAt: refund.createdAt.toISOString() };
}

function presentTimelineEntry(entry: OrderView["timeline"][number], audience: Audience): TimelineEntryDto {
  const { id, event, at } = entry;
  if (audience === "staff")
    return { id, event, at: at.toISOString(), actor: { ...entry.actor }, data: { ...entry.data } };
  return { id, event, at: at.toISOString(), actor: { type: entry.actor.type, id: null, name: null }, data: {} };
}
