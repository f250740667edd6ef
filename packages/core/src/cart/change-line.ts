import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { changeCart } from "./change-cart.ts";
import { readLineQuantity } from "./line-quantity.ts";
import type { CartView } from "./views.ts";

/**
 * Sets how many of a line are wanted; 0 takes it out.
 *
 * @throws DomainError `not_found`, `cart_already_ordered`, `invalid_input`
 */
export async function changeLine(
  ctx: Ctx,
  { token, lineId, quantity }: { token: string; lineId: string; quantity: number },
): Promise<CartView> {
  const wanted = readLineQuantity(quantity, 0);
  return changeCart(ctx, token, async (tx, cart) => {
    const where = { id: lineId, cartId: cart.id };
    const { count } =
      wanted === 0
        ? await tx.cartLine.deleteMany({ where })
        : await tx.cartLine.updateMany({ where, data: { quantity: wanted } });
    if (count === 0) throw new DomainError("not_found", { line: lineId });
  });
}
