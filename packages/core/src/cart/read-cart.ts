import { runSql, type SqlTx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
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
    const { id: cartId, shippingMethodCode: code, ...cart } = await readRow(sql, ctx, token);
    const lines = await readCartLines(sql, ctx, { cartId, currency: cart.currency });
    const subtotalMinor = lines.reduce((sum, line) => sum + line.total.minor, 0n);
    const country = addressShape.nullable().parse(cart.shippingAddress)?.country ?? null;
    const shipping = await findShipping(sql, ctx, { code, country, subtotalMinor });
    return cartView(cart, { lines, shipping, taxRateBps });
  });
}

interface Row extends Omit<CartRow, "token"> {
  readonly id: string;
  readonly shippingMethodCode: string | null;
}

async function readRow(
  sql: SqlTx,
  { organizationId }: Ctx,
  token: string,
): Promise<CartRow & Pick<Row, "id" | "shippingMethodCode">> {
  const [row] = await sql.$queryRaw<Row[]>`
    select c.id::text, c.status::text, c.version, c.currency, c.email, c.shipping_address as "shippingAddress",
      c.shipping_method_code as "shippingMethodCode",
      (select json_build_object('id', o.id, 'number', o.number::text, 'accessToken', o.access_token)
       from orders o where o.cart_id = c.id) as "order"
    from carts c where c.token = ${token} and c.organization_id = ${organizationId}::uuid`;
  if (!row) throw new DomainError("not_found", { cart: token });
  return { ...row, token };
}
