import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";

/**
 * Gives a person the orders that were placed as a guest with an address that they were seen to read. Call it with no other address:
 * whoever knows somebody's e-mail would else see what they bought. Orders keep all that they froze.
 */
export async function takeOverGuestOrders(
  tx: Tx,
  scope: Scope,
  { userId, email }: { userId: string; email: string },
): Promise<number> {
  const { organizationId } = scope;
  const taken = await tx.$queryRaw<{ customerId: string }[]>`
    update orders set customer_id = mine.id
    from customers mine, customers guest
    where mine.organization_id = ${organizationId}::uuid and mine.user_id = ${userId}::uuid
      and guest.organization_id = ${organizationId}::uuid and guest.email = ${email} and guest.user_id is null
      and orders.organization_id = ${organizationId}::uuid and orders.customer_id = guest.id
    returning mine.id as "customerId"`;
  const [first] = taken;
  if (!first) return 0;
  await recordAudit(tx, scope, {
    action: "customer.guest_orders_taken",
    subjectType: "customer",
    subjectId: first.customerId,
    data: { orders: taken.length },
  });
  return taken.length;
}
