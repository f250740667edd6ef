import type { ServiceQuestion } from "@cartwright/integrations/contracts";

import type { ShippingMethodView } from "#cart/views.ts";
import type { Ctx } from "#context.ts";

import { shippingPrice } from "./shipping-price.ts";

export interface ShippingMethodsInput {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly subtotalMinor: bigint;
  /** What the parcel will weigh; default: little enough for every way. */
  readonly weightGrams?: number | undefined;
}

/**
 * How an order of `subtotalMinor` may travel to `country`, in the shop's order, each with what it would cost. A way that its
 * carrier does not sell for such a weight is left out.
 */
export async function listShippingMethods(
  ctx: Ctx,
  { country, subtotalMinor, weightGrams = 0 }: ShippingMethodsInput,
): Promise<ShippingMethodView[]> {
  const methods = await ctx.db.prisma.shippingMethod.findMany({
    where: {
      organizationId: ctx.organizationId,
      active: true,
      OR: [{ countries: { isEmpty: true } }, { countries: { has: country.toUpperCase() } }],
    },
    orderBy: [{ position: "asc" }, { code: "asc" }],
  });
  const fits = carriesWeight(ctx, { country: country.toUpperCase(), weightGrams });
  return methods.filter(fits).map((method) => ({
    code: method.code,
    title: method.title,
    description: method.description,
    carrier: method.carrier,
    pickup: method.pickup,
    price: { minor: shippingPrice(method, subtotalMinor), currency: method.currency },
    freeOver: method.freeOverMinor === null ? null : { minor: method.freeOverMinor, currency: method.currency },
  }));
}

function carriesWeight({ carriers }: Ctx, question: ServiceQuestion) {
  return ({ carrier, service }: { carrier: string; service: string | null }): boolean => {
    const connected = carriers[carrier];
    if (connected === undefined || service === null) return true;
    return connected.listServices(question).some(({ code }) => code === service);
  };
}
