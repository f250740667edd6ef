import { z } from "zod";

import { addressDto } from "./address.ts";
import { mediaDto } from "./catalog.ts";
import { idempotencyKey, paymentMethod } from "./checkout.ts";
import { decimalInput, moneyDto } from "./money.ts";
import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";
import { labelDto, pickupPointDto, trackingStepDto } from "./shipping.ts";

export const orderStatus = z.enum(["pending", "paid", "shipped", "delivered", "cancelled"]);
export const paymentStatus = z.enum([
  "pending",
  "authorized",
  "paid",
  "partially_refunded",
  "refunded",
  "failed",
  "voided",
]);
export const fulfillmentStatus = z.enum(["unfulfilled", "partial", "fulfilled", "delivered"]);
export const returnStatus = z.enum(["none", "requested", "partial", "returned"]);

export const orderSummaryDto = z
  .object({
    id: z.string(),
    number: z.string(),
    status: orderStatus,
    paymentStatus,
    fulfillmentStatus,
    returnStatus,
    channel: z.string(),
    customerId: z.string(),
    customerName: z.string().nullable(),
    email: z.string(),
    itemCount: z.int(),
    total: moneyDto,
    placedAt: instant,
    openShortfalls: z
      .int()
      .meta({ description: "Lines that a channel sold and that cannot be delivered as it stands." }),
    heldAt: instant.nullable().meta({ description: "For staff: since when it is kept from leaving." }),
    holdReason: z.string().nullable().meta({ description: "For staff." }),
    tags: z.array(z.string()).meta({ description: "For staff." }),
  })
  .meta({ id: "OrderSummary" });

export const orderPageDto = z.object({ items: z.array(orderSummaryDto), nextCursor }).meta({ id: "OrderPage" });

export const orderLineDto = z
  .object({
    id: z.string(),
    variantId: z
      .string()
      .nullable()
      .meta({ description: "Null, as the product, for what a channel sold that is not known here." }),
    productId: z.string().nullable(),
    sku: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    quantity: z.int(),
    unitPrice: moneyDto,
    discount: moneyDto,
    total: moneyDto,
    shippedQuantity: z.int(),
    missingQuantity: z.int().meta({ description: "Sold at a channel and not there: cannot be shipped yet." }),
    droppedQuantity: z.int().meta({ description: "Never delivered: a charge, or goods that were given up." }),
    refundedQuantity: z.int(),
    cancelledQuantity: z
      .int()
      .meta({ description: "What will not leave any more, of an order that has left in part." }),
    media: mediaDto.nullable(),
  })
  .meta({ id: "OrderLine" });

export const timelineEntryDto = z
  .object({
    id: z.string(),
    event: z.string().meta({ example: "order.paid" }),
    at: instant,
    actor: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TimelineEntry" });

const paymentDto = z.object({
  id: z.string(),
  provider: z.string(),
  state: z.string(),
  amount: moneyDto,
  captured: moneyDto,
  refunded: moneyDto,
  failureCode: z.string().nullable(),
  createdAt: instant,
});

export const refundDto = z
  .object({ id: z.string(), state: z.string(), amount: moneyDto, reason: z.string(), createdAt: instant })
  .meta({ id: "Refund" });

const shipmentDto = z.object({
  id: z.string(),
  carrier: z.string(),
  state: z.string(),
  trackingNumber: z.string().nullable(),
  parcelStatus: z.string().nullable().meta({ description: "Where it is, as its carrier said last." }),
  shippedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  steps: z.array(trackingStepDto).meta({ description: "What its carrier said, newest first." }),
  labels: z.array(labelDto).meta({ description: "For staff, newest first." }),
});

export const orderDto = orderSummaryDto
  .extend({
    lines: z.array(orderLineDto),
    phone: z.string().nullable(),
    subtotal: moneyDto,
    discount: moneyDto,
    shipping: moneyDto,
    tax: moneyDto,
    taxIncluded: moneyDto,
    captured: moneyDto,
    refunded: moneyDto,
    paymentMethod: z.string(),
    shippingAddress: addressDto.nullable(),
    shippingMethod: z.string().nullable(),
    shippingTitle: z.string().nullable(),
    pickupPoint: pickupPointDto.nullable().meta({ description: "Where it is fetched, as it was when ordered." }),
    paymentDueAt: instant.nullable().meta({ description: "Until when the stock is held for an unpaid card order." }),
    paidAt: instant.nullable(),
    shippedAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    cancelledAt: instant.nullable(),
    cancelReason: z.string().nullable(),
    paymentUrl: z.string().nullable(),
    payments: z.array(paymentDto),
    refunds: z.array(refundDto),
    shipments: z.array(shipmentDto),
    timeline: z.array(timelineEntryDto),
  })
  .meta({ id: "Order" });

export const listOrdersInput = z.object({
  cursor: cursorInput.optional(),
  limit: limitInput(25),
  status: orderStatus.optional(),
  tag: z.string().trim().min(1).max(40).optional().meta({ description: "For staff." }),
  held: z.boolean().optional().meta({ description: "For staff: those on hold." }),
});

export const myOrdersInput = listOrdersInput.omit({ status: true, tag: true, held: true });

export const adminListOrdersInput = listOrdersInput.extend({
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: "An order number, or a part of an e-mail address." }),
  paymentStatus: paymentStatus.optional(),
  customerId: idInput.optional(),
});

export const readOrderInput = z.object({
  id: idInput,
  accessToken: z.string().max(200).optional().meta({ description: "What a guest got when ordering." }),
});

const orderedItem = z
  .object({
    productId: idInput.optional().meta({ description: "For products with a single variant." }),
    variantId: idInput.optional(),
    sku: z.string().min(1).max(64).optional(),
    quantity: z.int().min(1).max(999),
    price: decimalInput.optional().meta({ description: "Only an expectation: when it differs, 409 `price_changed`." }),
  })
  .refine((item) => [item.productId, item.variantId, item.sku].filter((ref) => ref !== undefined).length === 1, {
    error: "Name each item by exactly one of productId, variantId and sku.",
  });

export const createOrderInput = z.object({
  customerId: idInput.optional(),
  email: z.email().max(254).optional(),
  items: z.array(orderedItem).min(1).max(100),
  shippingAddress: addressDto.optional(),
  shippingMethodCode: z.string().max(60).optional(),
  paymentMethod: paymentMethod.default("invoice"),
  idempotencyKey,
});

export const placedItemDto = z.object({
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  title: z.string(),
  quantity: z.int(),
  unitPrice: moneyDto,
  total: moneyDto,
});

export const createdOrderDto = z
  .object({
    success: z.literal(true),
    data: z.object({
      orderId: z.string(),
      number: z.string(),
      status: orderStatus,
      customerId: z.string(),
      items: z.array(placedItemDto),
      totalAmount: z.number(),
      currency: z.string(),
      createdAt: instant,
      paymentUrl: z.string().nullable(),
    }),
  })
  .meta({ id: "CreatedOrder" });

const lineQuantity = z.object({ lineId: idInput, quantity: z.int().min(1).max(999) });

export const cancelOrderInput = z.object({
  id: idInput,
  reason: z.string().trim().min(1).max(500).default("Cancelled on request"),
  idempotencyKey: idempotencyKey.optional(),
});
export const holdOrderInput = z.object({ id: idInput, reason: z.string().trim().min(1).max(200) });
export const tagOrderInput = z.object({ id: idInput, tag: z.string().trim().min(1).max(40) });
export const orderTagsDto = z.object({ tags: z.array(z.string()) });
export const shipOrderInput = z.object({
  id: idInput,
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  carrier: z.string().trim().min(1).max(60).optional(),
  lines: z
    .array(lineQuantity)
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "Default: everything that is not shipped yet." }),
  idempotencyKey: idempotencyKey.optional(),
});
export const refundOrderInput = z.object({
  id: idInput,
  amount: decimalInput.optional().meta({ description: "Default: what the lines cost, or all that is left." }),
  lines: z
    .array(lineQuantity.extend({ restock: z.boolean().optional() }))
    .max(100)
    .optional(),
  reason: z.string().trim().min(1).max(500),
  idempotencyKey,
});
export const orderIdInput = z.object({ id: idInput });
export const markPaidInput = z.object({ id: idInput, idempotencyKey: idempotencyKey.optional() });
export const simulateDeliveryInput = z.object({ id: idInput, status: z.enum(["shipped", "delivered"]) });
export const paymentLinkDto = z.object({ paymentUrl: z.string().nullable() });

export type OrderSummaryDto = z.infer<typeof orderSummaryDto>;
export type OrderPageDto = z.infer<typeof orderPageDto>;
export type OrderDto = z.infer<typeof orderDto>;
export type OrderLineDto = z.infer<typeof orderLineDto>;
export type TimelineEntryDto = z.infer<typeof timelineEntryDto>;
export type RefundDto = z.infer<typeof refundDto>;
export type CreatedOrderDto = z.infer<typeof createdOrderDto>;
