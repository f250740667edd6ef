import type { SqlTx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import type { Address } from "#orders/address.ts";
import { readEmail } from "#orders/find-buyer.ts";
import { readAddress } from "#orders/read-address.ts";
import { addressShape } from "#orders/stored-address.ts";
import { chooseShipping, findShipping } from "#shipping/choose-shipping.ts";

import { changeCart } from "./change-cart.ts";
import type { LockedCart } from "./lock-cart.ts";
import type { CartView } from "./views.ts";

export interface CheckoutDetails {
  readonly token: string;
  readonly email?: string | undefined;
  /** As typed; kept only when it fits its country. */
  readonly shippingAddress?: unknown;
  readonly shippingMethodCode?: string | undefined;
}

/**
 * Notes who gets the order, where and how; what is left out stays. A method that does not serve a new address is forgotten.
 *
 * @throws DomainError `address_invalid`, `shipping_method_unavailable`, `invalid_input`, `not_found`, `cart_already_ordered`
 */
export async function setCheckoutDetails(ctx: Ctx, details: CheckoutDetails): Promise<CartView> {
  const email = details.email === undefined ? undefined : readEmail(details.email);
  const entered = details.shippingAddress === undefined ? null : readAddress(details.shippingAddress);
  return changeCart(ctx, details.token, async (tx, cart) => {
    const address = entered ?? addressShape.nullable().parse(cart.shippingAddress);
    const shippingMethodCode = await methodFor(tx, ctx, { cart, address, wanted: details.shippingMethodCode });
    const written = { email: email ?? cart.email, shippingAddress: address, shippingMethodCode };
    await tx.$queryRaw`
      update carts set email = ${written.email}, shipping_method_code = ${shippingMethodCode},
        shipping_address = ${address && JSON.stringify(address)}::text::jsonb
      where id = ${cart.id}::uuid`;
    return written;
  });
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
