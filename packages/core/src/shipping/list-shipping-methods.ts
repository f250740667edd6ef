import type { ShippingMethodView } from "#cart/views.ts";
import type { Ctx } from "#context.ts";

/** The ways to ship to a country (ISO 3166-1 alpha-2), with the price that a basket of this subtotal pays. */
export async function listShippingMethods(
  ctx: Pick<Ctx, "db" | "organizationId">,
  { country, subtotalMinor }: { country: string; subtotalMinor: bigint },
): Promise<ShippingMethodView[]> {
  const methods = await ctx.db.prisma.shippingMethod.findMany({
    where: {
      organizationId: ctx.organizationId,
      active: true,
      OR: [{ countries: { isEmpty: true } }, { countries: { has: country } }],
    },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    take: 50,
  });
  return methods.map(({ code, title, description, carrier, priceMinor, freeOverMinor, currency }) => ({
    code,
    title,
    description,
    carrier,
    price: { minor: shippingPrice({ priceMinor, freeOverMinor }, subtotalMinor), currency },
    freeOver: freeOverMinor === null ? null : { minor: freeOverMinor, currency },
  }));
}

/** What shipping costs a basket: nothing from the method's threshold on. */
export function shippingPrice(
  method: { priceMinor: bigint; freeOverMinor: bigint | null },
  subtotalMinor: bigint,
): bigint {
  return method.freeOverMinor !== null && subtotalMinor >= method.freeOverMinor ? 0n : method.priceMinor;
}
