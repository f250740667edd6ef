import { newId } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { findOnSale } from "#orders/find-on-sale.ts";

import { changeCart } from "./change-cart.ts";
import { mostPerLine, readLineQuantity } from "./line-quantity.ts";
import type { CartView } from "./views.ts";

// Far more than anybody buys, few enough for one page.
const mostLines = 100;

/**
 * Puts `quantity` more of a variant into the cart, at today's price as the one seen. A line stops at 999; whether there is
 * stock is said by the line's `problem` and decided when the order is placed.
 *
 * @throws DomainError `variant_unavailable`, `not_found`, `cart_already_ordered`, `invalid_input`
 */
export async function addLine(
  ctx: Ctx,
  { token, variantId, quantity }: { token: string; variantId: string; quantity: number },
): Promise<CartView> {
  const wanted = readLineQuantity(quantity);
  return changeCart(ctx, token, async (tx, cart) => {
    const shelf = await findOnSale(tx, ctx, { variantIds: [variantId] });
    const { unitPriceMinor: seenPriceMinor } = shelf.byVariant(variantId);
    const lines = await tx.cartLine.findMany({ where: { cartId: cart.id } });
    const present = lines.find((line) => line.variantId === variantId);
    if (!present && lines.length >= mostLines)
      throw new DomainError("invalid_input", { lines: "too_many" }, { message: "A cart holds 100 different things." });
    await tx.cartLine.upsert({
      where: { cartId_variantId: { cartId: cart.id, variantId } },
      create: {
        id: newId(),
        organizationId: ctx.organizationId,
        cartId: cart.id,
        variantId,
        quantity: wanted,
        seenPriceMinor,
        createdAt: ctx.now(),
      },
      update: { quantity: Math.min(mostPerLine, (present?.quantity ?? 0) + wanted), seenPriceMinor },
      select: { id: true },
    });
  });
}
