import { runSql, sqlState, transactSql, type SqlTx } from "@cartwright/db";

import type { Ctx, Scope } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";
import { refuseShortage } from "#inventory/take-stock.ts";
import { chooseShipping, type ShippingChoice } from "#shipping/choose-shipping.ts";

import type { Address } from "./address.ts";
import { findBuyer } from "./find-buyer.ts";
import { findPlacedOrder } from "./find-placed-order.ts";
import { loadBasket, type Basket } from "./load-basket.ts";
import { draftOrder, type OrderDraft } from "./order-draft.ts";
import { providerOf, type PlacedOrder, type PlaceOrderInput } from "./order-input.ts";
import { readAddress } from "./read-address.ts";
import { refuseTotalChange } from "./refuse-price-changes.ts";
import { writeOrder, type WrittenOrder } from "./write-order.ts";

/**
 * Makes an order of a cart or of named items: all of it is written, with its stock taken, or nothing. Prices are ours; nobody
 * is asked for money here, `startPayment` does that after the commit. With `orderId` it is safe to repeat.
 *
 * An order that names no shipping method and comes without a cart ships for nothing; without an address it does not ship.
 *
 * @throws DomainError `out_of_stock`, `price_changed`, `variant_unavailable`, `cart_empty`, `cart_already_ordered`,
 * `address_invalid`, `shipping_method_unavailable`, `payment_method_unavailable`, `invalid_input`, `not_found`
 */
export async function placeOrder(ctx: Ctx, input: PlaceOrderInput): Promise<PlacedOrder> {
  if (!Object.hasOwn(ctx.payments, providerOf[input.paymentMethod]))
    throw new DomainError("payment_method_unavailable", { paymentMethod: input.paymentMethod });
  try {
    // A cart is locked first and for as long as all of this takes; for named items the one statement that writes will do.
    const placed = input.cart
      ? await transactSql(ctx.db, (tx) => place(tx, ctx, input))
      : await runSql(ctx.db, (sql) => place(sql, ctx, input));
    ctx.wakeRelay();
    return placed;
  } catch (error) {
    const first = mayBeRepeated(error) ? await findRepeated(ctx, input) : null;
    if (first) return first;
    throw error;
  }
}

async function place(
  client: SqlTx,
  scope: Scope & Pick<Ctx, "payments">,
  input: PlaceOrderInput,
): Promise<PlacedOrder> {
  const basket = await loadBasket(client, scope, input);
  refuseShortage(basket.lines);
  const entered = input.shippingAddress ?? basket.shippingAddress ?? null;
  const address = entered === null ? null : readAddress(entered);
  const shipping = await shippingFor(client, scope, { input, basket, address });
  const buyer = await findBuyer(client, scope, {
    customerId: input.customerId ?? null,
    email: input.email ?? basket.email,
    name: address?.name ?? null,
  });
  const { orderId, paymentMethod } = input;
  const draft = draftOrder(scope, { orderId, basket, buyer, address, shipping, paymentMethod });
  refuseTotalChange(input.cart?.expectedTotalMinor, { minor: draft.price.totalMinor, currency: draft.currency });
  return placedOrder(draft, await writeOrder(client, scope, draft));
}

async function shippingFor(
  client: SqlTx,
  scope: Scope,
  { input, basket, address }: { input: PlaceOrderInput; basket: Basket; address: Address | null },
): Promise<ShippingChoice | null> {
  const code = input.shippingMethodCode ?? basket.shippingMethodCode;
  if (address === null || (code === null && basket.cartId === null)) return null;
  const subtotalMinor = basket.lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
  return chooseShipping(client, scope, { code, country: address.country, subtotalMinor });
}

async function findRepeated(ctx: Ctx, { orderId }: PlaceOrderInput): Promise<PlacedOrder | null> {
  return orderId === undefined ? null : findPlacedOrder(ctx, orderId);
}

// Nobody looks for an earlier try beforehand, since there hardly ever is one. A later one fails: the row is there already,
// the cart has become that order, the stock is gone, the price has changed since.
function mayBeRepeated(error: unknown): boolean {
  return isDomainError(error) || sqlState(error) === "23505";
}

function placedOrder(draft: OrderDraft, { number, customerId }: WrittenOrder): PlacedOrder {
  const { currency } = draft;
  return {
    orderId: draft.id,
    number: String(number),
    accessToken: draft.accessToken,
    status: "pending",
    customerId,
    items: draft.lines.map(({ variantId, productId, sku, title, quantity, unitPriceMinor, totalMinor }) => ({
      variantId,
      productId,
      sku,
      title,
      quantity,
      unitPrice: { minor: unitPriceMinor, currency },
      total: { minor: totalMinor, currency },
    })),
    total: { minor: draft.price.totalMinor, currency },
    currency,
    createdAt: draft.placedAt,
    paymentMethod: draft.paymentMethod,
    paymentId: draft.paymentId,
  };
}
