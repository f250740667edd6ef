import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import { readHeld } from "./read-held.ts";

export interface ReturnedGoods {
  readonly refundId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** Puts goods that came back on the shelf again; once per refund and line. */
export async function restockReturned(tx: Tx, scope: Scope, { refundId, lines }: ReturnedGoods): Promise<void> {
  if (lines.length === 0) return;
  const { organizationId } = scope;
  const quantities = new Map(lines.map((line) => [line.lineId, line.quantity]));
  for (const { lineId, variantId, locationId } of await readHeld(tx, scope, { lineIds: [...quantities.keys()] })) {
    const quantity = quantities.get(lineId) ?? 0;
    const row = { id: newId(), organizationId, variantId, locationId, deltaOnHand: quantity, at: scope.now() };
    const { count } = await tx.stockLedger.createMany({
      data: [{ ...row, reason: "refund_restocked", orderLineId: lineId, ref: refundId }],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await tx.stockBalance.update({
      where: { variantId_locationId: { variantId, locationId } },
      data: { onHand: { increment: quantity }, updatedAt: scope.now() },
      select: { variantId: true },
    });
  }
}
