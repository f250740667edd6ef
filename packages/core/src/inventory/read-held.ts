import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

/** An order line and how many units the shelf promises to it now. */
export interface HeldLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly locationId: string;
  /** As the ledger has it: a line of a channel may hold fewer than it has left to be shipped. */
  readonly held: number;
}

/**
 * What an order's lines hold, in the order in which everybody locks the shelf, so that nobody waits in a circle. A line
 * of nothing that we know is not in the answer. The caller holds the order's row, so that it stays true.
 */
export async function readHeld(
  tx: Tx,
  { organizationId }: Pick<Scope, "organizationId">,
  lines: { readonly orderId: string } | { readonly lineIds: readonly string[] },
): Promise<HeldLine[]> {
  const orderId = "orderId" in lines ? lines.orderId : null;
  const lineIds = "lineIds" in lines ? [...lines.lineIds] : [];
  return tx.$queryRaw<HeldLine[]>`
    select l.id::text as "lineId", l.variant_id::text as "variantId", l.location_id::text as "locationId",
      coalesce((select sum(delta_reserved) from stock_ledger where order_line_id = l.id), 0)::int as held
    from order_lines l
    where l.organization_id = ${organizationId}::uuid and l.variant_id is not null
      and (l.order_id = ${orderId}::uuid or l.id = any(${lineIds}::uuid[]))
    order by l.variant_id, l.location_id, l.id`;
}
