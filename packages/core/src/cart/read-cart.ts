import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { addressShape } from "#orders/stored-address.ts";
import { readOrganization } from "#organizations/read-organization.ts";
import { priceCart } from "#pricing/price-cart.ts";
import { findShipping } from "#shipping/choose-shipping.ts";

import { readCartLines } from "./read-cart-lines.ts";
import type { CartView } from "./views.ts";

/**
 * A cart as of now: today's prices, what stands in the way of each line, and the total that checkout will ask for. A constant
 * number of statements.
 *
 * @throws DomainError `not_found`
 */
export async function readCart(ctx: Ctx, { token }: { token: string }): Promise<CartView> {
  const { organizationId } = ctx;
  const [cart, { taxRateBps }] = await Promise.all([
    ctx.db.prisma.cart.findFirst({
      where: { token, organizationId },
      include: { order: { select: { id: true, number: true, accessToken: true } } },
    }),
    readOrganization(ctx, { id: organizationId }),
  ]);
  if (!cart) throw new DomainError("not_found", { cart: token });
  const { currency, order } = cart;
  const lines = await readCartLines(ctx, { cartId: cart.id, currency });
  const address = addressShape.nullable().parse(cart.shippingAddress);
  const subtotalMinor = lines.reduce((sum, line) => sum + line.total.minor, 0n);
  const country = address?.country ?? null;
  const shipping = await findShipping(ctx.db.prisma, ctx, { code: cart.shippingMethodCode, country, subtotalMinor });
  const price = priceCart({
    lines: lines.map((line) => ({ quantity: line.quantity, unitPriceMinor: line.unitPrice.minor })),
    shippingMinor: shipping?.priceMinor ?? 0n,
    taxRateBps,
  });
  const money = (minor: bigint) => ({ minor, currency });
  return {
    id: token,
    status: cart.status,
    version: cart.version,
    currency,
    email: cart.email,
    shippingAddress: address,
    shippingMethodCode: shipping?.code ?? null,
    lines,
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: money(price.subtotalMinor),
    discount: money(price.discountMinor),
    shipping: shipping && money(price.shippingMinor),
    taxIncluded: money(price.taxIncludedMinor),
    total: money(price.totalMinor),
    order: order && { ...order, number: String(order.number) },
  };
}
