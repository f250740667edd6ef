import type { Ctx } from "#context.ts";

import { changeCart } from "./change-cart.ts";
import type { CartView } from "./views.ts";

/**
 * Takes today's prices as seen: the shopper was told about them and agrees.
 *
 * @throws DomainError `not_found`, `cart_already_ordered`
 */
export async function acceptPrices(ctx: Ctx, { token }: { token: string }): Promise<CartView> {
  return changeCart(ctx, token, async (tx, cart) => {
    await tx.$queryRaw`
      update cart_lines c set seen_price_minor = v.price_minor from variants v
      where c.cart_id = ${cart.id}::uuid and v.organization_id = c.organization_id and v.id = c.variant_id`;
  });
}
