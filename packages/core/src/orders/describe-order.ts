import type { Prisma } from "@cartwright/db";

import type { EventData } from "#outbox/catalogue.ts";
import { toDecimal } from "#pricing/money.ts";

type DescribableOrder = Prisma.OrderGetPayload<{ include: { lines: true } }>;

// An event is bounded in size; who needs more lines than this reads the order.
const mostLines = 50;

/** What every event of an order tells about it, as of now. */
export function describeOrder(order: DescribableOrder): EventData<"order.created"> {
  const { currency } = order;
  return {
    orderId: order.id,
    number: String(order.number),
    status: order.status,
    customerId: order.customerId,
    email: order.email,
    total: { amount: toDecimal({ minor: order.totalMinor, currency }), currency },
    lines: order.lines.slice(0, mostLines).map((line) => ({
      variantId: line.variantId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      total: { amount: toDecimal({ minor: line.totalMinor, currency }), currency },
    })),
  };
}
