import type { PlacedOrder } from "@cartwright/core/orders/order-input";
import { placeOrder } from "@cartwright/core/orders/place-order";
import { toDecimal } from "@cartwright/core/pricing/money";

import { once } from "#once.ts";
import { presentMoney } from "#present/present-money.ts";
import { createOrderInput, createdOrderDto, type CreatedOrderDto } from "#schemas/orders.ts";
import { startPaymentSoftly } from "#start-payment-softly.ts";
import { procedure } from "#trpc.ts";

/** Orders named items in one call: for programs, and for staff on somebody's behalf. Shoppers order a cart. */
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
  .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) => {
    return once(ctx, { route: "orders.create", key, request, output: createdOrderDto }, async (orderId) => {
      const items = request.items.map(({ price, ...item }) => ({ ...item, expectedPrice: price }));
      const placed = await placeOrder(ctx.core, { ...request, items, orderId });
      return presentCreated(placed, await startPaymentSoftly(ctx.core, placed));
    });
  });

function presentCreated(placed: PlacedOrder, paymentUrl: string | null): CreatedOrderDto {
  const items = placed.items.map((item) => ({
    ...item,
    unitPrice: presentMoney(item.unitPrice),
    total: presentMoney(item.total),
  }));
  const { orderId, number, status, customerId, currency } = placed;
  const totalAmount = Number(toDecimal(placed.total));
  const createdAt = placed.createdAt.toISOString();
  return {
    success: true,
    data: { orderId, number, status, customerId, items, totalAmount, currency, createdAt, paymentUrl },
  };
}
