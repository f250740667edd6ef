import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

export interface StockRelease {
  readonly orderId: string;
  /** Shown in the ledger's note. */
  readonly reason: string;
}

/**
 * Puts what an order holds back on sale. The ledger's unique key makes it happen once: a second call finds the lines
 * already released and changes nothing.
 */
export async function releaseStock(tx: Tx, scope: Scope, { orderId, reason }: StockRelease): Promise<void> {
  const { organizationId } = scope;
  const lines = await tx.orderLine.findMany({ where: { organizationId, orderId } });
  const ordered = lines.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const line of ordered) {
    const { count } = await tx.stockLedger.createMany({
      data: [
        {
          id: newId(),
          organizationId,
          variantId: line.variantId,
          locationId: line.locationId,
          deltaReserved: -line.quantity,
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
      data: { reserved: { decrement: line.quantity }, updatedAt: scope.now() },
      select: { variantId: true },
    });
  }
}
