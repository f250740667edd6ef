import { z } from "zod";

import type { Ctx } from "#context.ts";

import type { PlacedOrder } from "./order-input.ts";

const method = z.enum(["invoice", "card"]);

/** What was answered when this order was placed, as its rows tell it; null when there is no such order. */
export async function findPlacedOrder(ctx: Ctx, orderId: string): Promise<PlacedOrder | null> {
  const order = await ctx.db.prisma.order.findUnique({
    where: { organizationId_id: { organizationId: ctx.organizationId, id: orderId } },
    include: {
      lines: { orderBy: { position: "asc" } },
      payments: { where: { attempt: 1 }, select: { id: true } },
    },
  });
  if (!order) return null;
  const { currency } = order;
  return {
    orderId,
    number: String(order.number),
    accessToken: order.accessToken,
    status: order.status,
    customerId: order.customerId,
    items: order.lines.map(({ variantId, productId, sku, title, quantity, unitPriceMinor, totalMinor }) => ({
      variantId,
      productId,
      sku,
      title,
      quantity,
      unitPrice: { minor: unitPriceMinor, currency },
      total: { minor: totalMinor, currency },
    })),
    total: { minor: order.totalMinor, currency },
    currency,
    createdAt: order.placedAt,
    paymentMethod: method.parse(order.paymentMethod),
    paymentId: order.payments[0]?.id ?? "",
  };
}
