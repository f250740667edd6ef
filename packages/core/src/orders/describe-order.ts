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
    readonly variantId: string | null;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly totalMinor: bigint;
  }[];
}

// The outbox takes 20,480 bytes an event, and an order is never refused for the length of its names: so many lines as fit are
// told, and who needs more reads the order. The rest is for the order's own fields and a reason.
const mostLineBytes = 14_000;
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
    lines: thatFit(
      order.lines.slice(0, mostLines).map((line) => ({
        variantId: line.variantId,
        sku: line.sku,
        title: line.title,
        quantity: line.quantity,
        total: { amount: toDecimal({ minor: line.totalMinor, currency }), currency },
      })),
    ),
  };
}

// Postgres writes JSON with a space after each comma and colon.
function thatFit<T extends object>(lines: readonly T[]): T[] {
  let left = mostLineBytes;
  return lines.filter((line) => {
    left -= Buffer.byteLength(JSON.stringify(line)) + 20;
    return left > 0;
  });
}
