import type { CartDto, CartLineDto, MediaDto, MoneyDto } from "@cartwright/api/schemas";

import { sum, times } from "#lib/money.ts";

/** Something to buy, as the page that shows it knows it. */
export interface Buyable {
  readonly variantId: string;
  readonly productId: string;
  readonly slug: string;
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly price: MoneyDto;
  readonly available: number;
  readonly media: MediaDto | null;
}

/** The cart as it will most likely be once the server has answered; the server's answer replaces it. */
export function expectAdded(cart: CartDto | null, item: Buyable, quantity: number): CartDto {
  const base = cart ?? emptyCart(item.price);
  const present = base.lines.find((line) => line.variantId === item.variantId);
  if (present) return expectChanged(base, present.id, present.quantity + quantity);
  const { price, variantId, productId, slug, sku, title, variantTitle, available, media } = item;
  const line: CartLineDto = {
    id: `expected:${variantId}`,
    variantId,
    productId,
    slug,
    sku,
    title,
    variantTitle,
    quantity,
    unitPrice: price,
    seenPrice: price,
    total: times(price, quantity),
    available,
    problem: null,
    media,
  };
  return withLines(base, [...base.lines, line]);
}

export function expectChanged(cart: CartDto, lineId: string, quantity: number): CartDto {
  if (quantity <= 0) {
    return withLines(
      cart,
      cart.lines.filter((line) => line.id !== lineId),
    );
  }
  return withLines(
    cart,
    cart.lines.map((line) =>
      line.id === lineId ? { ...line, quantity, total: times(line.unitPrice, quantity) } : line,
    ),
  );
}

/** Lines that the server has not confirmed cannot be changed yet: it does not know their ids. */
export function isExpected(line: CartLineDto): boolean {
  return line.id.startsWith("expected:");
}

function withLines(cart: CartDto, lines: CartLineDto[]): CartDto {
  const subtotal = sum(
    lines.map((line) => line.total),
    cart.subtotal,
  );
  const total = cart.shipping === null ? subtotal : sum([subtotal, cart.shipping], cart.subtotal);
  return { ...cart, lines, itemCount: lines.reduce((count, line) => count + line.quantity, 0), subtotal, total };
}

function emptyCart(like: MoneyDto): CartDto {
  const zero = times(like, 0);
  return {
    id: "",
    status: "active",
    version: 0,
    currency: like.currency,
    email: null,
    shippingAddress: null,
    shippingMethodCode: null,
    pickupPoint: null,
    lines: [],
    itemCount: 0,
    subtotal: zero,
    discount: zero,
    shipping: null,
    taxIncluded: zero,
    total: zero,
    order: null,
  };
}
