import type { LockedOrder } from "#orders/lock-order.ts";

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
      const gone = line.shippedQuantity + line.missingQuantity + line.droppedQuantity;
      return { lineId: line.id, quantity: line.quantity - gone - packed };
    })
    .filter(({ quantity }) => quantity > 0);
}
