import { randomBytes } from "node:crypto";

import { newId, runSql } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readOrganization } from "#organizations/read-organization.ts";

import { cartView } from "./cart-view.ts";
import type { CartView } from "./views.ts";

/** An empty cart in the shop's currency. Its id is a secret of 256 random bits: whoever has it has the cart. */
export async function createCart(ctx: Ctx): Promise<CartView> {
  const { organizationId, actor } = ctx;
  const { currency, taxRateBps } = await readOrganization(ctx, { id: organizationId });
  const token = randomBytes(32).toString("base64url");
  const customerId = actor.type === "customer" ? actor.customerId : null;
  const at = ctx.now().toISOString();
  await runSql(
    ctx.db,
    (sql) => sql.$queryRaw`
      insert into carts (id, organization_id, token, currency, customer_id, created_at, updated_at)
      values (${newId()}::uuid, ${organizationId}::uuid, ${token}, ${currency}, ${customerId}::uuid,
        ${at}::timestamptz, ${at}::timestamptz)`,
  );
  const empty = {
    status: "active",
    version: 1,
    email: null,
    shippingAddress: null,
    pickupPoint: null,
    order: null,
  } as const;
  return cartView({ token, currency, ...empty }, { lines: [], shipping: null, taxRateBps });
}
