import { newId, Prisma, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { takeWhatIsThere } from "#inventory/take-what-is-there.ts";
import type { LockedOrder } from "#orders/lock-order.ts";
import { resolveShortfalls } from "#orders/resolve-shortfalls.ts";

/**
 * Promises to a line as much of what it lacks as is on its shelf, and settles its shortfall when nothing is missing any more.
 * The caller holds the order's row.
 */
export async function promiseMissing(
  tx: Tx,
  scope: Scope,
  { order, line }: { order: LockedOrder; line: LockedOrder["lines"][number] },
): Promise<{ taken: number; missing: number }> {
  const taken = await take(tx, scope, line);
  const missing = line.missingQuantity - taken;
  if (missing === 0)
    await resolveShortfalls(tx, scope, { orderId: order.id, lineId: line.id, resolution: "allocated" });
  else if (taken > 0) {
    const data = { missingQuantity: missing };
    await tx.orderLine.update({ where: { id: line.id }, data, select: { id: true } });
  }
  return { taken, missing };
}

async function take(tx: Tx, scope: Scope, line: LockedOrder["lines"][number]): Promise<number> {
  const { id: orderLineId, variantId, locationId, sku, title, missingQuantity: wanted } = line;
  // Who restocked it is looking at it already: nobody is told that it is low once more.
  const wish = { orderLineId, position: 1, variantId, locationId, wanted, sku, title, lowStockThreshold: 0 };
  const taking = { wishes: [wish], gate: Prisma.sql`(select 1) as go`, originStoreId: null, ref: newId() };
  const [held] = await tx.$queryRaw<{ taken: number }[]>`
    with ${takeWhatIsThere(scope, { ...taking, reason: "shortfall_allocated" })}
    select taken from held`;
  return held?.taken ?? 0;
}
