import type { LockedOrder } from "#orders/lock-order.ts";
import { unitsToCome } from "#orders/units-to-come.ts";

export interface ParcelLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** What of an order can be shipped: what is there, and neither shipped nor in a parcel that waits to be. */
export function unshippedLines(order: LockedOrder): ParcelLine[] {
  const waiting = order.shipments.filter(({ state }) => state === "created").flatMap(({ lines }) => lines);
  return order.lines
    .map((line) => {
      const packed = waiting
        .filter(({ orderLineId }) => orderLineId === line.id)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      return { lineId: line.id, quantity: unitsToCome(line) - line.missingQuantity - packed };
    })
    .filter(({ quantity }) => quantity > 0);
}
