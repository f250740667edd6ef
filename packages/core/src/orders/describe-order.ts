import type { EventData } from "#outbox/catalogue.ts";
import { toDecimal } from "#pricing/money.ts";

import type { OrderStatus } from "./views.ts";

interface DescribableOrder {
  readonly id: string;
  readonly number: bigint;
  readonly status: OrderStatus;
  readonly customerId: string;
  readonly email: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly lines: readonly {
    readonly variantId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly totalMinor: bigint;
  }[];
}

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
