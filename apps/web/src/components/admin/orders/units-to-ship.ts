import type { OrderDto, OrderLineDto } from "@cartwright/api/schemas";

/** How many units of a line could leave now: there, not gone, and neither given up nor called off. */
export function unitsToShip({ quantity, shippedQuantity, ...without }: OrderLineDto): number {
  const { missingQuantity, droppedQuantity, cancelledQuantity } = without;
  return quantity - shippedQuantity - missingQuantity - droppedQuantity - cancelledQuantity;
}

/** All that could leave now, by line. */
export function allToShip({ lines }: Pick<OrderDto, "lines">): Readonly<Record<string, number>> {
  return Object.fromEntries(lines.map((line) => [line.id, unitsToShip(line)]));
}
