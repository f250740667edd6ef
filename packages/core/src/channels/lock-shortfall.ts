import type { Prisma, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";

/** An open shortfall with its order, whose row is ours, and the line that it is about. */
export interface LockedShortfall {
  readonly order: LockedOrder;
  readonly line: LockedOrder["lines"][number];
  readonly shortfall: Prisma.ChannelShortfallGetPayload<object>;
}

/**
 * Takes the row of the order that a shortfall belongs to, then reads what is true now. Throws `not_found`, and
 * `invalid_order_state` for a shortfall that somebody has resolved.
 */
export async function lockShortfall(tx: Tx, scope: Scope, shortfallId: string): Promise<LockedShortfall> {
  const { organizationId } = scope;
  const where = { organizationId_id: { organizationId, id: shortfallId } };
  const found = await tx.channelShortfall.findUnique({ where, select: { orderId: true } });
  if (found === null) throw new DomainError("not_found", { shortfallId });
  const order = await lockOrder(tx, scope, found.orderId);
  const shortfall = await tx.channelShortfall.findUniqueOrThrow({ where });
  const line = order.lines.find(({ id }) => id === shortfall.orderLineId);
  if (line === undefined) throw new Error(`shortfall ${shortfallId} is of no line of its order`);
  if (shortfall.resolvedAt !== null)
    throw new DomainError(
      "invalid_order_state",
      { shortfallId, resolution: shortfall.resolution },
      { message: "Somebody has settled this already." },
    );
  return { order, line, shortfall };
}
