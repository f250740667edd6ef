import type { SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

/** A cart as it is under lock. */
export interface LockedCart {
  readonly id: string;
  readonly customerId: string | null;
  readonly currency: string;
  readonly email: string | null;
  /** As entered, in the shape of `Address`. */
  readonly shippingAddress: unknown;
  readonly shippingMethodCode: string | null;
  /** As chosen, in the shape of `StoredPickupPoint`. */
  readonly pickupPoint: unknown;
}

/**
 * Takes a cart's row, waiting for whoever holds it, and reads it under that lock: of two tabs that pay for one cart the second
 * sees what the first has made of it.
 *
 * @throws DomainError `not_found`, or `cart_already_ordered` with the order's id and number.
 */
export async function lockCart(
  tx: SqlTx,
  { organizationId }: Pick<Scope, "organizationId">,
  token: string,
): Promise<LockedCart> {
  const [found] = await tx.$queryRaw<(LockedCart & { status: string })[]>`
    select id::text, status::text, customer_id::text as "customerId", currency, email,
      shipping_address as "shippingAddress", shipping_method_code as "shippingMethodCode",
      pickup_point as "pickupPoint"
    from carts where token = ${token} and organization_id = ${organizationId}::uuid for update`;
  if (!found) throw new DomainError("not_found", { cart: token });
  const { status, ...cart } = found;
  if (status === "ordered") await refuseOrdered(tx, cart.id);
  return cart;
}

async function refuseOrdered(tx: SqlTx, cartId: string): Promise<never> {
  const [order] = await tx.$queryRaw<{ id: string; number: bigint }[]>`
    select id::text, number from orders where cart_id = ${cartId}::uuid`;
  throw new DomainError("cart_already_ordered", { orderId: order?.id ?? null, number: String(order?.number ?? "") });
}
