import type { SqlTx } from "@cartwright/db";

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
  /** As chosen, in the shape of `StoredPickupPoint`. */
  readonly pickupPoint: unknown;
}

/**
 * Reads the cart, under lock, or the named items; every line on sale and at the price that the shopper expects.
 *
 * @throws DomainError `not_found`, `cart_empty`, `cart_already_ordered`, `variant_unavailable`, `price_changed`
 */
export async function loadBasket(tx: SqlTx, scope: Scope, input: PlaceOrderInput): Promise<Basket> {
  return input.cart ? fromCart(tx, scope, input.cart.token) : fromItems(tx, scope, input.items);
}

async function fromCart(tx: SqlTx, scope: Scope, token: string): Promise<Basket> {
  const cart = await lockCart(tx, scope, token);
  const wanted = await tx.$queryRaw<{ variantId: string; quantity: number; seenPriceMinor: bigint }[]>`
    select variant_id as "variantId", quantity, seen_price_minor as "seenPriceMinor"
    from cart_lines where cart_id = ${cart.id}::uuid order by created_at, id`;
  if (wanted.length === 0) throw new DomainError("cart_empty", { cart: token });
  const shelf = await findOnSale(tx, scope, { variantIds: wanted.map((line) => line.variantId) });
  const changes: PriceChange[] = [];
  const lines = wanted.map((line) => {
    const found = shelf.byVariant(line.variantId);
    if (line.seenPriceMinor !== found.unitPriceMinor)
      changes.push(priceChange(found, { minor: line.seenPriceMinor, currency: found.currency }));
    return { ...found, quantity: line.quantity };
  });
  refusePriceChanges(changes);
  const { id, email, shippingAddress, shippingMethodCode, pickupPoint } = cart;
  return { cartId: id, lines, email, shippingAddress, shippingMethodCode, pickupPoint };
}

async function fromItems(tx: SqlTx, scope: Scope, items: readonly OrderedItem[]): Promise<Basket> {
  if (items.length === 0) throw new DomainError("cart_empty");
  const shelf = await findOnSale(tx, scope, {
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
    pickupPoint: null,
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
