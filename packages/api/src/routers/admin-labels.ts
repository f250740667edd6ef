import type { Ctx } from "@cartwright/core";
import { readOrder } from "@cartwright/core/orders/read-order";
import { buyLabel } from "@cartwright/core/shipping/labels/buy-label";
import { buyReturnLabel } from "@cartwright/core/shipping/labels/buy-return-label";
import { cancelLabel } from "@cartwright/core/shipping/labels/cancel-label";
import { readLabelOptions } from "@cartwright/core/shipping/labels/label-options";
import { readLabelFile } from "@cartwright/core/shipping/labels/read-label-file";
import { releaseLabel } from "@cartwright/core/shipping/labels/release-label";

import { once } from "#once.ts";
import { presentOrder } from "#present/present-order.ts";
import { orderDto, type OrderDto } from "#schemas/orders.ts";
import {
  buyLabelInput,
  buyReturnLabelInput,
  labelFileDto,
  labelInput,
  labelOptionsDto,
  labelOptionsInput,
} from "#schemas/shipping.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Orders";

/** What carriers are asked to carry. */
export const adminLabelsRouter = router({
  options: procedure
    .meta({ rest: { method: "GET", path: "/orders/{id}/label-options", tag, summary: "List what can be bought" } })
    .input(labelOptionsInput)
    .output(labelOptionsDto)
    .query(async ({ ctx, input: { id: orderId, weightGrams } }) => {
      const { suggested, carriers, ...rest } = await readLabelOptions(ctx.core, { orderId, weightGrams });
      const sold = carriers.map((one) => ({ ...one, services: one.services.map((service) => ({ ...service })) }));
      return { ...rest, suggested: suggested && { ...suggested }, carriers: sold };
    }),

  buy: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/labels",
        status: 201,
        tag,
        summary: "Buy a label, and ship by it",
        idempotency: "required",
      },
    })
    .input(buyLabelInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      once(ctx, { route: "labels.buy", key, request, output: orderDto }, async (labelId) => {
        const { id: orderId, ...wish } = request;
        await buyLabel(ctx.core, { orderId, labelId, ships: true, ...wish });
        return readForStaff(ctx.core, orderId);
      }),
    ),

  buyReturn: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/return-labels",
        status: 201,
        tag,
        summary: "Buy a label for the customer to send something back",
        idempotency: "required",
      },
    })
    .input(buyReturnLabelInput)
    .output(orderDto)
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) =>
      once(ctx, { route: "labels.buyReturn", key, request, output: orderDto }, async (labelId) => {
        const { id: orderId, ...wish } = request;
        await buyReturnLabel(ctx.core, { orderId, labelId, ...wish });
        return readForStaff(ctx.core, orderId);
      }),
    ),

  file: procedure
    .meta({ rest: { method: "GET", path: "/orders/{id}/labels/{labelId}", tag, summary: "Read a label\u2019s file" } })
    .input(labelInput)
    .output(labelFileDto)
    .query(async ({ ctx, input: { id: orderId, labelId } }) => {
      const { contentType, sha256, bytes } = await readLabelFile(ctx.core, { orderId, labelId });
      return { contentType, sha256, base64: Buffer.from(bytes).toString("base64") };
    }),

  cancel: procedure
    .meta({
      rest: { method: "POST", path: "/orders/{id}/labels/{labelId}/cancel", tag, summary: "Call a label off" },
    })
    .input(labelInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, labelId } }) => {
      await cancelLabel(ctx.core, { orderId, labelId });
      return readForStaff(ctx.core, orderId);
    }),

  release: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/orders/{id}/labels/{labelId}/release",
        tag,
        summary: "Say that a label of which nobody heard was not made",
      },
    })
    .input(labelInput)
    .output(orderDto)
    .mutation(async ({ ctx, input: { id: orderId, labelId } }) => {
      await releaseLabel(ctx.core, { orderId, labelId });
      return readForStaff(ctx.core, orderId);
    }),
});

async function readForStaff(ctx: Ctx, orderId: string): Promise<OrderDto> {
  return presentOrder(await readOrder(ctx, { orderId }), "staff");
}
