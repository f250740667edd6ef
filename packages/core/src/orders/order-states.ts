import type { Prisma, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { OrderStatus } from "./views.ts";

/** Every move that an order may make; what is not listed is refused. */
export const orderMoves = {
  pending: ["paid", "cancelled"],
  paid: ["shipped", "cancelled"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** True when an order in `from` may become `to`. */
export function mayMove(from: OrderStatus, to: OrderStatus): boolean {
  const moves: readonly OrderStatus[] = orderMoves[from];
  return moves.includes(to);
}

export interface OrderMove {
  readonly order: { readonly id: string; readonly status: OrderStatus };
  readonly to: OrderStatus;
  /** What changes with it. */
  readonly data?: Prisma.OrderUpdateManyMutationInput;
}

/**
 * Moves an order along its table, or refuses with `invalid_order_state`. The UPDATE names the old state: if the order has
 * moved since it was read, this refuses too.
 */
export async function moveOrder(tx: Tx, scope: Scope, { order, to, data }: OrderMove): Promise<void> {
  const refusal = new DomainError("invalid_order_state", { orderId: order.id, status: order.status, wanted: to });
  if (!mayMove(order.status, to)) throw refusal;
  const { count } = await tx.order.updateMany({
    where: { id: order.id, organizationId: scope.organizationId, status: order.status },
    data: { ...data, status: to, updatedAt: scope.now() },
  });
  if (count === 0) throw refusal;
}
