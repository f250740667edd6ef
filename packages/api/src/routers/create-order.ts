import { createOrderInput, createdOrderDto } from "#schemas/orders.ts";
import { procedure } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

export const createOrder = procedure
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
  .mutation(() => awaiting());
