import type { OrderLine } from "@cartwright/db";

type Counted = Pick<OrderLine, "quantity" | "shippedQuantity" | "droppedQuantity" | "cancelledQuantity">;

/** How many units of a line the buyer still waits for, of which some may be missing: none left, and none was called off. */
export function unitsToCome({ quantity, shippedQuantity, droppedQuantity, cancelledQuantity }: Counted): number {
  return quantity - shippedQuantity - droppedQuantity - cancelledQuantity;
}
