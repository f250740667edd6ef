import { runSql, type SqlTx } from "@cartwright/db";

import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { addressShape } from "#orders/stored-address.ts";
import { readOrganization } from "#organizations/read-organization.ts";
import { findShipping } from "#shipping/choose-shipping.ts";

import { cartView, type CartRow } from "./cart-view.ts";
import { readCartLines } from "./read-cart-lines.ts";
import type { CartView } from "./views.ts";

/**
 * A cart as of now: today's prices, what stands in the way of each line, and the total that checkout will ask for. A constant
 * number of statements.
 *
 * @throws DomainError `not_found`
 */
export async function readCart(ctx: Ctx, { token }: { token: string }): Promise<CartView> {
  const { taxRateBps } = await readOrganization(ctx, { id: ctx.organizationId });
  return runSql(ctx.db, async (sql) => {
    const [row] = await sql.$queryRaw<Omit<StoredCart, "token">[]>`
      select c.id::text, c.status::text, c.version, c.currency, c.email, c.shipping_address as "shippingAddress",
        c.shipping_method_code as "shippingMethodCode", c.pickup_point as "pickupPoint",
        (select json_build_object('id', o.id, 'number', o.number::text, 'accessToken', o.access_token)
         from orders o where o.cart_id = c.id) as "order"
      from carts c where c.token = ${token} and c.organization_id = ${ctx.organizationId}::uuid`;
    if (!row) throw new DomainError("not_found", { cart: token });
    return showCart(sql, ctx, { cart: { ...row, token }, taxRateBps });
  });
}

/** A cart's row with what finds the rest of it. */
export interface StoredCart extends CartRow {
  readonly id: string;
  readonly shippingMethodCode: string | null;
}

/** Reads what belongs to a cart whose row is at hand. */
export async function showCart(
  sql: SqlTx,
  scope: Pick<Scope, "organizationId" | "now">,
  { cart, taxRateBps }: { cart: StoredCart; taxRateBps: number },
): Promise<CartView> {
  const lines = await readCartLines(sql, scope, { cartId: cart.id, currency: cart.currency });
  const subtotalMinor = lines.reduce((sum, line) => sum + line.total.minor, 0n);
  const country = addressShape.nullable().parse(cart.shippingAddress)?.country ?? null;
  const shipping = await findShipping(sql, scope, { code: cart.shippingMethodCode, country, subtotalMinor });
  return cartView(cart, { lines, shipping, taxRateBps });
}
