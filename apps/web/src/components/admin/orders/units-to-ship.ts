import type { OrderLineDto } from "@cartwright/api/schemas";

/** How many units of a line could leave now: there, not gone, and neither given up nor called off. */
export function unitsToShip({ quantity, shippedQuantity, ...without }: OrderLineDto): number {
  const { missingQuantity, droppedQuantity, cancelledQuantity } = without;
  return quantity - shippedQuantity - missingQuantity - droppedQuantity - cancelledQuantity;
}
