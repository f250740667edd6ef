import type { Ctx } from "#context.ts";

import { changeCart } from "./change-cart.ts";
import type { CartView } from "./views.ts";

/**
 * Takes a line out of the cart; one that is not there stays so, which makes this safe to repeat.
 *
 * @throws DomainError `not_found` for an unknown cart, `cart_already_ordered`
 */
export async function removeLine(ctx: Ctx, { token, lineId }: { token: string; lineId: string }): Promise<CartView> {
  return changeCart(ctx, token, async (tx, cart) => {
    await tx.$queryRaw`delete from cart_lines where cart_id = ${cart.id}::uuid and id = ${lineId}::uuid`;
  });
}
