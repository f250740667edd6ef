import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";

export interface Resolution {
  readonly orderId: string;
  /** One line; default all of the order. */
  readonly lineId?: string | undefined;
  /** `dropped` units are never delivered; of all others nothing is missing any more. */
  readonly resolution: "allocated" | "not_stocked" | "dropped" | "shipped" | "cancelled";
}

/**
 * Closes open shortfalls of an order whose row the caller holds: nothing of these lines is missing any more. Answers how many
 * there were. Stock is not moved.
 */
export async function resolveShortfalls(
  tx: Tx,
  scope: Pick<Scope, "organizationId" | "now">,
  { orderId, lineId, resolution }: Resolution,
): Promise<number> {
  const resolved = await tx.$queryRaw<{ id: string }[]>`
    with resolved as (
      update channel_shortfalls set resolved_at = ${scope.now()}, resolution = ${resolution}
      where organization_id = ${scope.organizationId}::uuid and order_id = ${orderId}::uuid and resolved_at is null
        and (${lineId ?? null}::uuid is null or order_line_id = ${lineId ?? null}::uuid)
      returning order_line_id
    )
    update order_lines set missing_quantity = 0,
      dropped_quantity = dropped_quantity + case when ${resolution} = 'dropped' then missing_quantity else 0 end
    from resolved where order_lines.id = resolved.order_line_id
    returning order_lines.id::text`;
  return resolved.length;
}
