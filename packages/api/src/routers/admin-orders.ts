import {
  adminListOrdersInput,
  refundOrderInput,
  cancelOrderInput,
  markPaidInput,
  orderDto,
  orderIdInput,
  orderPageDto,
  shipOrderInput,
  simulateDeliveryInput,
} from "#schemas/orders.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

const tag = "Orders";

export const adminOrdersRouter = router({
  list: procedure
    .input(adminListOrdersInput)
    .output(orderPageDto)
    .query(() => awaiting()),
  get: procedure
    .input(orderIdInput)
    .output(orderDto)
    .query(() => awaiting()),
  cancel: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/cancel",
        tag,
        summary: "Cancel, free the stock, give back what was paid",
        idempotency: "optional",
      },
    })
    .input(cancelOrderInput)
    .output(orderDto)
    .mutation(() => awaiting()),
  ship: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/ship",
        tag,
        summary: "Ship an order or some of its lines",
        idempotency: "optional",
      },
    })
    .input(shipOrderInput)
    .output(orderDto)
    .mutation(() => awaiting()),
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
    .mutation(() => awaiting()),
  markPaid: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/mark-paid",
        tag,
        summary: "Record that an invoice was paid",
        idempotency: "optional",
      },
    })
    .input(markPaidInput)
    .output(orderDto)
    .mutation(() => awaiting()),
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
    .mutation(() => awaiting()),
});
