import type { Ctx } from "@cartwright/core";
import { listOrders } from "@cartwright/core/orders/list-orders";
import { readOrder } from "@cartwright/core/orders/read-order";
import { retryPayment } from "@cartwright/core/payments/retry-payment";
import { syncPayment } from "@cartwright/core/payments/sync-payment";

import { asShopper } from "#context.ts";
import { presentOrder, presentOrderSummary } from "#present/present-order.ts";
import type { Audience } from "#present/present-product.ts";
import {
  listOrdersInput,
  myOrdersInput,
  orderDto,
  orderPageDto,
  paymentLinkDto,
  readOrderInput,
} from "#schemas/orders.ts";
import { procedure, router } from "#trpc.ts";

import { createOrder } from "./create-order.ts";

const tag = "Orders";

export const ordersRouter = router({
  create: createOrder,

  list: procedure
    .meta({ rest: { method: "GET", path: "/orders", tag, summary: "List orders: staff all, customers their own" } })
    .input(listOrdersInput)
    .output(orderPageDto)
    .query(({ ctx, input }) => readPage(ctx.core, input)),

  mine: procedure
    .input(myOrdersInput)
    .output(orderPageDto)
    .query(({ ctx, input }) => {
      const actor = asShopper(ctx.principal);
      return actor ? readPage({ ...ctx.core, actor }, input) : { items: [], nextCursor: null };
    }),

  get: procedure
    .meta({ rest: { method: "GET", path: "/orders/{id}", tag, summary: "Read an order with its timeline" } })
    .input(readOrderInput)
    .output(orderDto)
    .query(async ({ ctx, input: { id: orderId, accessToken } }) =>
      presentOrder(await readOrder(ctx.core, { orderId, accessToken }), audienceOf(ctx.core)),
    ),

  syncPayment: procedure
    .input(readOrderInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, accessToken } }) => {
      const seen = await readOrder(ctx.core, { orderId, accessToken });
      const open = seen.payments.findLast(
        ({ state }) => state === "created" || state === "pending" || state === "authorized",
      );
      if (!open) return presentOrder(seen, audienceOf(ctx.core));
      await syncPayment(ctx.core, { paymentId: open.id });
      return presentOrder(await readOrder(ctx.core, { orderId, accessToken }), audienceOf(ctx.core));
    }),

  retryPayment: procedure
    .input(readOrderInput)
    .output(paymentLinkDto)
    .mutation(async ({ ctx, input: { id: orderId, accessToken } }) => {
      await readOrder(ctx.core, { orderId, accessToken });
      return { paymentUrl: (await retryPayment(ctx.core, { orderId })).paymentUrl };
    }),
});

async function readPage(ctx: Ctx, input: Parameters<typeof listOrders>[1]) {
  const audience = audienceOf(ctx);
  const { tag: _tag, held: _held, ...asShopper } = input ?? {};
  const { items, nextCursor } = await listOrders(ctx, audience === "staff" ? input : asShopper);
  return { items: items.map((one) => presentOrderSummary(one, audience)), nextCursor };
}

function audienceOf({ actor }: Ctx): Audience {
  return actor.type === "member" || actor.type === "api_key" ? "staff" : "shopper";
}
