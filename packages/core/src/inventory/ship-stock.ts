import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

export interface StockShipment {
  readonly shipmentId: string;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
}

/** Takes what leaves in a parcel off the shelf and out of the reservations; once per shipment and line. */
export async function shipStock(tx: Tx, scope: Scope, { shipmentId, lines }: StockShipment): Promise<void> {
  const { organizationId } = scope;
  const quantities = new Map(lines.map((line) => [line.orderLineId, line.quantity]));
  const orderLines = await tx.orderLine.findMany({ where: { organizationId, id: { in: [...quantities.keys()] } } });
  const ordered = orderLines.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const line of ordered) {
    const quantity = quantities.get(line.id) ?? 0;
    const { variantId, locationId } = line;
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
          orderLineId: line.id,
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
