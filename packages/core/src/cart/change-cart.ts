import { runSql, transactSql, type SqlTx } from "@cartwright/db";

import type { Ctx, Scope } from "#context.ts";
import { readOrganization } from "#organizations/read-organization.ts";

import type { CartRow } from "./cart-view.ts";
import { lockCart, type LockedCart } from "./lock-cart.ts";
import { showCart } from "./read-cart.ts";
import type { CartView } from "./views.ts";

/** What a change wrote into the cart's own row. */
export type WrittenDetails = Pick<LockedCart, "email" | "shippingAddress" | "shippingMethodCode" | "pickupPoint">;

/**
 * Runs `change` with the cart locked, raises its version, and answers with the cart as it then is. All changes of a cart go
 * through here, so that none slips into a cart while it becomes an order.
 *
 * @throws DomainError `not_found`, `cart_already_ordered`, and what `change` throws; nothing is changed then.
 */
export async function changeCart(
  ctx: Ctx,
  token: string,
  change: (tx: SqlTx, cart: LockedCart) => Promise<WrittenDetails | undefined>,
): Promise<CartView> {
  const { taxRateBps } = await readOrganization(ctx, { id: ctx.organizationId });
  const cart = await transactSql(ctx.db, async (tx) => {
    const taken = await takeCart(tx, ctx, token);
    return { ...taken, ...(await change(tx, taken)) };
  });
  return runSql(ctx.db, (sql) => showCart(sql, ctx, { cart, taxRateBps }));
}

type TakenCart = LockedCart & CartRow;

// The update is the lock: who waits for it sees what the one before has made of the cart.
async function takeCart(tx: SqlTx, scope: Pick<Scope, "organizationId" | "now">, token: string): Promise<TakenCart> {
  const [cart] = await tx.$queryRaw<Omit<TakenCart, "token" | "order">[]>`
    update carts set version = version + 1, updated_at = ${scope.now().toISOString()}::timestamptz
    where token = ${token} and organization_id = ${scope.organizationId}::uuid and status = 'active'
    returning id::text, status::text, version, customer_id::text as "customerId", currency, email,
      shipping_address as "shippingAddress", shipping_method_code as "shippingMethodCode",
      pickup_point as "pickupPoint"`;
  if (cart) return { ...cart, token, order: null };
  const { id } = await lockCart(tx, scope, token);
  throw new Error(`cart ${id} is open, but was not found so`);
}
