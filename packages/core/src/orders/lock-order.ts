import type { Prisma, Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

const parts = {
  lines: { orderBy: { position: "asc" } },
  payments: { orderBy: { attempt: "asc" } },
  refunds: { orderBy: { createdAt: "asc" } },
  shipments: { orderBy: { createdAt: "asc" }, include: { lines: true } },
} satisfies Prisma.OrderInclude;

/** An order with all that belongs to it, whose row is ours until the transaction ends. */
export type LockedOrder = Prisma.OrderGetPayload<{ include: typeof parts }>;

/**
 * Takes the order's row, waiting for whoever holds it, then reads what is true now. Everything that changes an order
 * starts here, so changes of one order happen one after another. Throws `not_found`.
 */
export async function lockOrder(tx: Tx, scope: Pick<Scope, "organizationId">, orderId: string): Promise<LockedOrder> {
  const { organizationId } = scope;
  await tx.$queryRaw`select 1 from orders where id = ${orderId}::uuid and organization_id = ${organizationId}::uuid for update`;
  const order = await tx.order.findUnique({
    where: { organizationId_id: { organizationId, id: orderId } },
    include: parts,
  });
  if (order === null) throw new DomainError("not_found", { orderId });
  return order;
}
