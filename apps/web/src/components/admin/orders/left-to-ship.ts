import type { OrderDto, OrderLineDto } from "@cartwright/api/schemas";

/** How much of a line has not left. */
export function leftOf({ quantity, shippedQuantity }: OrderLineDto): number {
  return quantity - shippedQuantity;
}

/** All that has not left, by line. */
export function leftToShip({ lines }: Pick<OrderDto, "lines">): Readonly<Record<string, number>> {
  return Object.fromEntries(lines.map((line) => [line.id, leftOf(line)]));
}
