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
    const added = await tx.$queryRaw<unknown[]>`
      insert into cart_lines as line (id, organization_id, cart_id, variant_id, quantity, seen_price_minor, created_at)
      select ${newId()}::uuid, ${ctx.organizationId}::uuid, ${cart.id}::uuid, ${variantId}::uuid, ${wanted},
        ${seenPriceMinor}, ${ctx.now().toISOString()}::timestamptz
      where (select count(*) from cart_lines where cart_id = ${cart.id}::uuid and variant_id <> ${variantId}::uuid)
        < ${mostLines}
      on conflict (cart_id, variant_id) do update set
        quantity = least(${mostPerLine}, line.quantity + excluded.quantity), seen_price_minor = excluded.seen_price_minor
      returning id`;
    if (added.length === 0)
      throw new DomainError("invalid_input", { lines: "too_many" }, { message: "A cart holds 100 different things." });
  });
}
