import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import { readHeld } from "./read-held.ts";
import { tellReleased } from "./tell-released.ts";

export interface StockRelease {
  readonly orderId: string;
  /** Shown in the ledger's note. */
  readonly reason: string;
}

/**
 * Puts what an order holds back on sale, and tells of what was scarce. The ledger's unique key makes it happen once: a second call finds the lines
 * already released and changes nothing.
 */
export async function releaseStock(tx: Tx, scope: Scope, { orderId, reason }: StockRelease): Promise<void> {
  const { organizationId } = scope;
  for (const { lineId, variantId, locationId, held } of await readHeld(tx, scope, { orderId })) {
    if (held === 0) continue;
    const { count } = await tx.stockLedger.createMany({
      data: [
        {
          id: newId(),
          organizationId,
          variantId,
          locationId,
          deltaReserved: -held,
          reason: "order_cancelled",
          orderLineId: lineId,
          note: reason,
          at: scope.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await tx.stockBalance.update({
      where: { variantId_locationId: { variantId, locationId } },
      data: { reserved: { decrement: held }, updatedAt: scope.now() },
      select: { variantId: true },
    });
    await tellReleased(tx, scope, { variantId, released: held });
  }
}
