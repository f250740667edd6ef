import { z } from "zod";

import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import type { PlacedItem, PlacedOrder } from "./order-input.ts";

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
    items: order.lines.map((line) => toItem(line, currency)),
    total: { minor: order.totalMinor, currency },
    currency,
    createdAt: order.placedAt,
    paymentMethod: method.parse(order.paymentMethod),
    paymentId: order.payments[0]?.id ?? "",
  };
}

function toItem(line: Prisma.OrderLineGetPayload<object>, currency: string): PlacedItem {
  const { variantId, productId, sku, title, quantity, unitPriceMinor, totalMinor } = line;
  // Only a channel sells what we do not know, and its orders are not placed here.
  if (variantId === null || productId === null) throw new Error(`order line ${line.id} is of nothing`);
  const unitPrice = { minor: unitPriceMinor, currency };
  return { variantId, productId, sku, title, quantity, unitPrice, total: { minor: totalMinor, currency } };
}
