import { z } from "zod";

import type { Ctx } from "@cartwright/core";
import { cancelOrder } from "@cartwright/core/orders/cancel-order";
import { cancelRest } from "@cartwright/core/orders/cancel-rest";
import { holdOrder } from "@cartwright/core/orders/hold-order";
import { listOrderTags } from "@cartwright/core/orders/list-order-tags";
import { listOrders } from "@cartwright/core/orders/list-orders";
import { readOrder } from "@cartwright/core/orders/read-order";
import { releaseOrder } from "@cartwright/core/orders/release-order";
import { tagOrder, untagOrder } from "@cartwright/core/orders/tag-order";
import { recordInvoicePayment } from "@cartwright/core/payments/record-invoice-payment";
import { refundOrder } from "@cartwright/core/payments/refund-order";
import { shipOrder } from "@cartwright/core/shipping/ship-order";
import { simulateDelivery } from "@cartwright/core/shipping/simulate-delivery";

import { once, onceIfKeyed } from "#once.ts";
import { presentOrder, presentOrderSummary } from "#present/present-order.ts";
import { readOptionalDecimal } from "#read-decimal.ts";
import {
  adminListOrdersInput,
  cancelOrderInput,
  holdOrderInput,
  markPaidInput,
  orderDto,
  orderIdInput,
  orderPageDto,
  orderTagsDto,
  refundOrderInput,
  shipOrderInput,
  simulateDeliveryInput,
  tagOrderInput,
  type OrderDto,
} from "#schemas/orders.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Orders";
const idempotency = "optional";

export const adminOrdersRouter = router({
  list: procedure
    .input(adminListOrdersInput)
    .output(orderPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listOrders(ctx.core, input);
      return { items: items.map((one) => presentOrderSummary(one, "staff")), nextCursor };
    }),

  get: procedure
    .input(orderIdInput)
    .output(orderDto)
    .query(({ ctx, input }) => readForStaff(ctx.core, input.id)),

  cancel: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/cancel",
        tag,
        summary: "Cancel, free the stock, give back what was paid",
        idempotency,
      },
    })
    .input(cancelOrderInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      onceIfKeyed(ctx, { route: "orders.cancel", key, request, output: orderDto }, async () => {
        await cancelOrder(ctx.core, { orderId: request.id, reason: request.reason });
        return readForStaff(ctx.core, request.id);
      }),
    ),

  cancelRest: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/cancel-rest",
        tag,
        summary: "Cancel what has not left of an order that left in part, and give its price back",
        idempotency,
      },
    })
    .input(cancelOrderInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      onceIfKeyed(ctx, { route: "orders.cancelRest", key, request, output: orderDto }, async () => {
        await cancelRest(ctx.core, { orderId: request.id, reason: request.reason });
        return readForStaff(ctx.core, request.id);
      }),
    ),

  ship: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/ship",
        tag,
        summary: "Ship an order or some of its lines",
        idempotency,
      },
    })
    .input(shipOrderInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      onceIfKeyed(ctx, { route: "orders.ship", key, request, output: orderDto }, async (shipmentId) => {
        const { id: orderId, ...parcel } = request;
        await shipOrder(ctx.core, { orderId, shipmentId, ...parcel });
        return readForStaff(ctx.core, orderId);
      }),
    ),

  refund: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/refunds",
        status: 201,
        tag,
        summary: "Give money back",
        idempotency: "required",
      },
    })
    .input(refundOrderInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      once(ctx, { route: "orders.refund", key, request, output: orderDto }, async (refundKey) => {
        const { id: orderId, amount, ...wish } = request;
        const amountMinor = await readOptionalDecimal(ctx.core, { field: "amount", amount });
        await refundOrder(ctx.core, { orderId, amountMinor, refundKey, ...wish });
        return readForStaff(ctx.core, orderId);
      }),
    ),

  markPaid: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/mark-paid",
        tag,
        summary: "Record that an invoice was paid",
        idempotency,
      },
    })
    .input(markPaidInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      onceIfKeyed(ctx, { route: "orders.markPaid", key, request, output: orderDto }, async () => {
        await recordInvoicePayment(ctx.core, { orderId: request.id });
        return readForStaff(ctx.core, request.id);
      }),
    ),

  hold: procedure
    .meta({ rest: { method: "POST", path: "/orders/{id}/hold", tag, summary: "Keep an order from leaving" } })
    .input(holdOrderInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, reason } }) => {
      await holdOrder(ctx.core, { orderId, reason });
      return readForStaff(ctx.core, orderId);
    }),

  release: procedure
    .meta({ rest: { method: "POST", path: "/orders/{id}/release", tag, summary: "Let an order on hold leave" } })
    .input(orderIdInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId } }) => {
      await releaseOrder(ctx.core, { orderId });
      return readForStaff(ctx.core, orderId);
    }),

  tag: procedure
    .meta({ rest: { method: "POST", path: "/orders/{id}/tags", tag, summary: "Put a tag on an order" } })
    .input(tagOrderInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, tag: word } }) => {
      await tagOrder(ctx.core, { orderId, tag: word });
      return readForStaff(ctx.core, orderId);
    }),

  untag: procedure
    .meta({ rest: { method: "DELETE", path: "/orders/{id}/tags/{tag}", tag, summary: "Take a tag off an order" } })
    .input(tagOrderInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, tag: word } }) => {
      await untagOrder(ctx.core, { orderId, tag: word });
      return readForStaff(ctx.core, orderId);
    }),

  tags: procedure
    .input(z.object({}).optional())
    .output(orderTagsDto)
    .query(async ({ ctx }) => ({ tags: await listOrderTags(ctx.core) })),

  simulateDelivery: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/simulate-delivery",
        tag,
        summary: "Let the sandbox carrier move the parcel",
      },
    })
    .input(simulateDeliveryInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, status } }) => {
      await simulateDelivery(ctx.core, { orderId, status });
      return readForStaff(ctx.core, orderId);
    }),
});

async function readForStaff(ctx: Ctx, orderId: string): Promise<OrderDto> {
  return presentOrder(await readOrder(ctx, { orderId }), "staff");
}
