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
    const changed =
      wanted === 0
        ? await tx.$queryRaw<unknown[]>`
            delete from cart_lines where cart_id = ${cart.id}::uuid and id = ${lineId}::uuid returning id`
        : await tx.$queryRaw<unknown[]>`
            update cart_lines set quantity = ${wanted}
            where cart_id = ${cart.id}::uuid and id = ${lineId}::uuid returning id`;
    if (changed.length === 0) throw new DomainError("not_found", { line: lineId });
  });
}
