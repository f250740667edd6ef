import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

export interface StockRelease {
  readonly orderId: string;
  /** Shown in the ledger's note. */
  readonly reason: string;
  /** How much of which lines; default all of each. */
  readonly quantities?: ReadonlyMap<string, number>;
}

/**
 * Puts what an order holds back on sale. The ledger's unique key makes it happen once: a second call finds the lines
 * already released and changes nothing.
 */
export async function releaseStock(tx: Tx, scope: Scope, { orderId, reason, quantities }: StockRelease): Promise<void> {
  const { organizationId } = scope;
  const lines = await tx.orderLine.findMany({ where: { organizationId, orderId } });
  const ordered = lines.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const line of ordered) {
    const quantity = quantities === undefined ? line.quantity : (quantities.get(line.id) ?? 0);
    if (quantity === 0) continue;
    const { count } = await tx.stockLedger.createMany({
      data: [
        {
          id: newId(),
          organizationId,
          variantId: line.variantId,
          locationId: line.locationId,
          deltaReserved: -quantity,
          reason: "order_cancelled",
          orderLineId: line.id,
          note: reason,
          at: scope.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await tx.stockBalance.update({
      where: { variantId_locationId: { variantId: line.variantId, locationId: line.locationId } },
      data: { reserved: { decrement: quantity }, updatedAt: scope.now() },
      select: { variantId: true },
    });
  }
}
