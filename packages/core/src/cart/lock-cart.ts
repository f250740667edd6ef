import type { Cart, Prisma } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Takes a cart's row, waiting for whoever holds it, and only then reads it: of two tabs that pay for one cart the second sees
 * what the first has made of it. For use inside a transaction: outside of one nothing stays locked.
 *
 * @throws DomainError `not_found`, or `cart_already_ordered` with the order's id and number.
 */
export async function lockCart(
  client: Prisma.TransactionClient,
  { organizationId }: Pick<Scope, "organizationId">,
  token: string,
): Promise<Cart> {
  await client.$queryRaw`select 1 from carts where token = ${token} and organization_id = ${organizationId}::uuid for update`;
  const found = await client.cart.findFirst({
    where: { token, organizationId },
    include: { order: { select: { id: true, number: true } } },
  });
  if (!found) throw new DomainError("not_found", { cart: token });
  const { order, ...cart } = found;
  if (order) throw new DomainError("cart_already_ordered", { orderId: order.id, number: String(order.number) });
  return cart;
}
