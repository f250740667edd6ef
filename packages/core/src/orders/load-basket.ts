import type { Prisma } from "@cartwright/db";

import { lockCart } from "#cart/lock-cart.ts";
import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { fromDecimal, type Money } from "#pricing/money.ts";

import { findOnSale, type OnSale } from "./find-on-sale.ts";
import type { OrderedItem, PlaceOrderInput } from "./order-input.ts";
import { priceChange, refusePriceChanges, type PriceChange } from "./refuse-price-changes.ts";

export interface BasketLine extends OnSale {
  readonly quantity: number;
}

/** What somebody wants to buy, as of now, and what they said about it so far. */
export interface Basket {
  readonly cartId: string | null;
  readonly lines: readonly BasketLine[];
  readonly email: string | null;
  readonly shippingAddress: unknown;
  readonly shippingMethodCode: string | null;
}

/**
 * Reads the cart, under lock, or the named items; every line on sale and at the price that the shopper expects.
 *
 * @throws DomainError `not_found`, `cart_empty`, `cart_already_ordered`, `variant_unavailable`, `price_changed`
 */
export async function loadBasket(
  client: Prisma.TransactionClient,
  scope: Scope,
  input: PlaceOrderInput,
): Promise<Basket> {
  return input.cart ? fromCart(client, scope, input.cart.token) : fromItems(client, scope, input.items);
}

async function fromCart(client: Prisma.TransactionClient, scope: Scope, token: string): Promise<Basket> {
  const cart = await lockCart(client, scope, token);
  const wanted = await client.cartLine.findMany({
    where: { cartId: cart.id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  if (wanted.length === 0) throw new DomainError("cart_empty", { cart: token });
  const shelf = await findOnSale(client, scope, { variantIds: wanted.map((line) => line.variantId) });
  const changes: PriceChange[] = [];
  const lines = wanted.map((line) => {
    const found = shelf.byVariant(line.variantId);
    if (line.seenPriceMinor !== found.unitPriceMinor)
      changes.push(priceChange(found, { minor: line.seenPriceMinor, currency: found.currency }));
    return { ...found, quantity: line.quantity };
  });
  refusePriceChanges(changes);
  const { id, email, shippingAddress, shippingMethodCode } = cart;
  return { cartId: id, lines, email, shippingAddress, shippingMethodCode };
}

async function fromItems(
  client: Prisma.TransactionClient,
  scope: Scope,
  items: readonly OrderedItem[],
): Promise<Basket> {
  if (items.length === 0) throw new DomainError("cart_empty");
  const shelf = await findOnSale(client, scope, {
    variantIds: items.flatMap(({ variantId }) => variantId ?? []),
    productIds: items.flatMap(({ productId }) => productId ?? []),
    skus: items.flatMap(({ sku }) => sku ?? []),
  });
  const changes: PriceChange[] = [];
  const lines = new Map<string, BasketLine>();
  for (const item of items) {
    const found = shelf.byItem(item);
    const expected = expectedPrice(item, found.currency);
    if (expected !== undefined && expected?.minor !== found.unitPriceMinor) changes.push(priceChange(found, expected));
    const quantity = (lines.get(found.variantId)?.quantity ?? 0) + readQuantity(item);
    lines.set(found.variantId, { ...found, quantity });
  }
  refusePriceChanges(changes);
  return {
    cartId: null,
    lines: [...lines.values()],
    email: null,
    shippingAddress: null,
    shippingMethodCode: null,
  };
}

// Null: what was expected is no price in this currency, so it cannot be the present one.
function expectedPrice({ expectedPrice: decimal }: OrderedItem, currency: string): Money | null | undefined {
  return decimal === undefined ? undefined : fromDecimal(decimal, currency);
}

function readQuantity({ quantity }: OrderedItem): number {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= 999) return quantity;
  throw new DomainError("invalid_input", { quantity: "out_of_range" }, { message: "A quantity is 1 to 999." });
}
