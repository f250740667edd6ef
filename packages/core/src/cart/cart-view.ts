import { addressShape } from "#orders/stored-address.ts";
import { priceCart } from "#pricing/price-cart.ts";
import type { ShippingChoice } from "#shipping/choose-shipping.ts";
import { pickupPointOf } from "#shipping/stored-pickup-point.ts";

import type { CartLineView, CartView } from "./views.ts";

/** A cart's own row. */
export interface CartRow {
  readonly token: string;
  readonly status: CartView["status"];
  readonly version: number;
  readonly currency: string;
  readonly email: string | null;
  readonly shippingAddress: unknown;
  readonly pickupPoint: unknown;
  readonly order: CartView["order"];
}

export interface CartParts {
  readonly lines: readonly CartLineView[];
  readonly shipping: ShippingChoice | null;
  readonly taxRateBps: number;
}

/** What a cart shows, priced as of now. */
export function cartView(cart: CartRow, { lines, shipping, taxRateBps }: CartParts): CartView {
  const { token: id, status, version, currency, email, shippingAddress, order } = cart;
  const price = priceCart({
    lines: lines.map((line) => ({ quantity: line.quantity, unitPriceMinor: line.unitPrice.minor })),
    shippingMinor: shipping?.priceMinor ?? 0n,
    taxRateBps,
  });
  const money = (minor: bigint) => ({ minor, currency });
  return {
    id,
    status,
    version,
    currency,
    email,
    order,
    shippingAddress: addressShape.nullable().parse(shippingAddress),
    shippingMethodCode: shipping?.code ?? null,
    pickupPoint: pickupPointOf(shipping, cart.pickupPoint),
    lines,
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: money(price.subtotalMinor),
    discount: money(price.discountMinor),
    shipping: shipping && money(price.shippingMinor),
    taxIncluded: money(price.taxIncludedMinor),
    total: money(price.totalMinor),
  };
}
