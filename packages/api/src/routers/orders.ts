import {
  createOrderInput,
  createdOrderDto,
  listOrdersInput,
  myOrdersInput,
  orderDto,
  orderPageDto,
  paymentLinkDto,
  readOrderInput,
} from "#schemas/orders.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

export const ordersRouter = router({
  create: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders",
        status: 201,
        tag: "Orders",
        summary: "Place an order",
        idempotency: "required",
      },
    })
    .input(createOrderInput)
    .output(createdOrderDto)
    .mutation(() => awaiting()),
  list: procedure
    .meta({
      rest: { method: "GET", path: "/orders", tag: "Orders", summary: "List orders: staff all, customers their own" },
    })
    .input(listOrdersInput)
    .output(orderPageDto)
    .query(() => awaiting()),
  mine: procedure
    .input(myOrdersInput)
    .output(orderPageDto)
    .query(() => awaiting()),
  get: procedure
    .meta({ rest: { method: "GET", path: "/orders/{id}", tag: "Orders", summary: "Read an order with its timeline" } })
    .input(readOrderInput)
    .output(orderDto)
    .query(() => awaiting()),
  syncPayment: procedure
    .input(readOrderInput)
    .output(orderDto)
    .mutation(() => awaiting()),
  retryPayment: procedure
    .input(readOrderInput)
    .output(paymentLinkDto)
    .mutation(() => awaiting()),
});
