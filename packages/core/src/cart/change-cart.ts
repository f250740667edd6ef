import { transactSql, type SqlTx } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { lockCart, type LockedCart } from "./lock-cart.ts";
import { readCart } from "./read-cart.ts";
import type { CartView } from "./views.ts";

/**
 * Runs `change` with the cart locked, raises its version, and answers with the cart as it then is. All changes of a cart go
 * through here, so that none slips into a cart while it becomes an order.
 *
 * @throws DomainError `not_found`, `cart_already_ordered`, and what `change` throws; nothing is changed then.
 */
export async function changeCart(
  ctx: Ctx,
  token: string,
  change: (tx: SqlTx, cart: LockedCart) => Promise<void>,
): Promise<CartView> {
  await transactSql(ctx.db, async (tx) => {
    const cart = await lockCart(tx, ctx, token);
    await change(tx, cart);
    await tx.$queryRaw`
      update carts set version = version + 1, updated_at = ${ctx.now().toISOString()}::timestamptz
      where id = ${cart.id}::uuid`;
  });
  return readCart(ctx, { token });
}
