import { randomBytes } from "node:crypto";

import { newId } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readOrganization } from "#organizations/read-organization.ts";

import { readCart } from "./read-cart.ts";
import type { CartView } from "./views.ts";

/** An empty cart in the shop's currency. Its id is a secret of 256 random bits: whoever has it has the cart. */
export async function createCart(ctx: Ctx): Promise<CartView> {
  const { organizationId, actor } = ctx;
  const { currency } = await readOrganization(ctx, { id: organizationId });
  const token = randomBytes(32).toString("base64url");
  const at = ctx.now();
  await ctx.db.prisma.cart.create({
    data: {
      id: newId(),
      organizationId,
      token,
      currency,
      customerId: actor.type === "customer" ? actor.customerId : null,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  return readCart(ctx, { token });
}
