import type { SqlTx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import type { Address } from "#orders/address.ts";
import { readEmail } from "#orders/find-buyer.ts";
import { readAddress } from "#orders/read-address.ts";
import { addressShape } from "#orders/stored-address.ts";
import { chooseShipping, findShipping } from "#shipping/choose-shipping.ts";
import { findPickupPoint } from "#shipping/list-pickup-points.ts";
import type { StoredPickupPoint } from "#shipping/stored-pickup-point.ts";

import { changeCart } from "./change-cart.ts";
import type { LockedCart } from "./lock-cart.ts";
import { readCart } from "./read-cart.ts";
import type { CartView } from "./views.ts";

export interface CheckoutDetails {
  readonly token: string;
  readonly email?: string | undefined;
  /** As typed; kept only when it fits its country. */
  readonly shippingAddress?: unknown;
  readonly shippingMethodCode?: string | undefined;
  /** A pickup point of the method's carrier; null: none. */
  readonly pickupPointId?: string | null | undefined;
}

/**
 * Notes who gets the order, where and how; what is left out stays. A method that does not serve a new address is forgotten.
 *
 * @throws DomainError `address_invalid`, `shipping_method_unavailable`, `pickup_point_unavailable`, `provider_unavailable`,
 * `invalid_input`, `not_found`, `cart_already_ordered`
 */
export async function setCheckoutDetails(ctx: Ctx, details: CheckoutDetails): Promise<CartView> {
  const email = details.email === undefined ? undefined : readEmail(details.email);
  const entered = details.shippingAddress === undefined ? null : readAddress(details.shippingAddress);
  // The carrier is asked before the cart is locked: nobody else waits for it.
  const point = await choosePoint(ctx, details);
  return changeCart(ctx, details.token, async (tx, cart) => {
    const address = entered ?? addressShape.nullable().parse(cart.shippingAddress);
    const shippingMethodCode = await methodFor(tx, ctx, { cart, address, wanted: details.shippingMethodCode });
    const pickupPoint = point === undefined ? cart.pickupPoint : point;
    const written = { email: email ?? cart.email, shippingAddress: address, shippingMethodCode, pickupPoint };
    await tx.$queryRaw`
      update carts set email = ${written.email}, shipping_method_code = ${shippingMethodCode},
        shipping_address = ${address && JSON.stringify(address)}::text::jsonb,
        pickup_point = ${pickupPoint ? JSON.stringify(pickupPoint) : null}::text::jsonb
      where id = ${cart.id}::uuid`;
    return written;
  });
}

async function choosePoint(ctx: Ctx, details: CheckoutDetails): Promise<StoredPickupPoint | null | undefined> {
  const { token, pickupPointId: id, shippingMethodCode } = details;
  if (id === undefined || id === null) return id;
  const methodCode = shippingMethodCode ?? (await readCart(ctx, { token })).shippingMethodCode;
  if (methodCode === null) throw new DomainError("shipping_method_unavailable", { reason: "not_chosen" });
  return findPickupPoint(ctx, { methodCode, id });
}

async function methodFor(
  tx: SqlTx,
  ctx: Ctx,
  { cart, address, wanted }: { cart: LockedCart; address: Address | null; wanted: string | undefined },
): Promise<string | null> {
  const country = address?.country ?? null;
  if (wanted !== undefined) return (await chooseShipping(tx, ctx, { code: wanted, country, subtotalMinor: 0n })).code;
  const kept = await findShipping(tx, ctx, { code: cart.shippingMethodCode, country, subtotalMinor: 0n });
  return kept?.code ?? null;
}
