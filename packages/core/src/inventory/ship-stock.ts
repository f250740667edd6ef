import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import { readHeld } from "./read-held.ts";

export interface StockShipment {
  readonly shipmentId: string;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
}

/**
 * Takes what leaves in a parcel off the shelf and out of the reservations; once per shipment and line. Never more than
 * the line holds: what a channel shipped without us came from elsewhere.
 */
export async function shipStock(tx: Tx, scope: Scope, { shipmentId, lines }: StockShipment): Promise<void> {
  const { organizationId } = scope;
  const quantities = new Map(lines.map((line) => [line.orderLineId, line.quantity]));
  for (const { lineId, variantId, locationId, held } of await readHeld(tx, scope, {
    lineIds: [...quantities.keys()],
  })) {
    const quantity = Math.min(quantities.get(lineId) ?? 0, held);
    if (quantity === 0) continue;
    const { count } = await tx.stockLedger.createMany({
      data: [
        {
          id: newId(),
          organizationId,
          variantId,
          locationId,
          deltaOnHand: -quantity,
          deltaReserved: -quantity,
          reason: "order_shipped",
          orderLineId: lineId,
          ref: shipmentId,
          at: scope.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await tx.stockBalance.update({
      where: { variantId_locationId: { variantId, locationId } },
      data: { onHand: { decrement: quantity }, reserved: { decrement: quantity }, updatedAt: scope.now() },
      select: { variantId: true },
    });
  }
}
