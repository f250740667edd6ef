import type { OrderLineDto } from "@cartwright/api/schemas";

/** How many units of a line can be shipped now: not those that are missing, nor those that never will be. */
export function unitsToShip(line: OrderLineDto): number {
  return line.quantity - line.shippedQuantity - line.missingQuantity - line.droppedQuantity;
}
