import type { ShippingMethodView } from "#cart/views.ts";
import type { Ctx } from "#context.ts";

import { shippingPrice } from "./shipping-price.ts";

export interface ShippingMethodsInput {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly subtotalMinor: bigint;
}

/** How an order of `subtotalMinor` may travel to `country`, in the shop's order, each with what it would cost. */
export async function listShippingMethods(
  ctx: Ctx,
  { country, subtotalMinor }: ShippingMethodsInput,
): Promise<ShippingMethodView[]> {
  const methods = await ctx.db.prisma.shippingMethod.findMany({
    where: {
      organizationId: ctx.organizationId,
      active: true,
      OR: [{ countries: { isEmpty: true } }, { countries: { has: country.toUpperCase() } }],
    },
    orderBy: [{ position: "asc" }, { code: "asc" }],
  });
  return methods.map((method) => ({
    code: method.code,
    title: method.title,
    description: method.description,
    carrier: method.carrier,
    price: { minor: shippingPrice(method, subtotalMinor), currency: method.currency },
    freeOver: method.freeOverMinor === null ? null : { minor: method.freeOverMinor, currency: method.currency },
  }));
}
