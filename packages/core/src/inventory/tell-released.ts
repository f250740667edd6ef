import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";

interface ScarceBefore {
  readonly sku: string;
  readonly available: number;
}

/**
 * Tells how many there are of a variant of which `released` units have just come back, when it was scarce before: pages that said
 * "3 left", or that it was sold out, are wrong now. Nobody was told a number while there was plenty.
 */
export async function tellReleased(
  tx: Tx,
  scope: Scope,
  { variantId, released }: { readonly variantId: string; readonly released: number },
): Promise<void> {
  const { organizationId } = scope;
  const [scarce] = await tx.$queryRaw<ScarceBefore[]>`
    select v.sku, stock.available
    from variants v join organizations o on o.id = v.organization_id
    cross join lateral (
      select coalesce(sum(b.on_hand - b.reserved), 0)::int as available from stock_balances b
      where b.organization_id = v.organization_id and b.variant_id = v.id) stock
    where v.organization_id = ${organizationId}::uuid and v.id = ${variantId}::uuid
      and stock.available - ${released}::int < coalesce(v.low_stock_threshold, o.low_stock_threshold)`;
  if (scarce === undefined) return;
  const data = { variantId, sku: scarce.sku, available: scarce.available };
  await emit(tx, scope, { type: "inventory.changed", aggregateType: "variant", aggregateId: variantId, data });
}
