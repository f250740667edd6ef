import type { CarrierService } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { readParties } from "./parcel-parties.ts";

export interface LabelOptions {
  /** An estimate of what is left to be sent, wrapping included. */
  readonly weightGrams: number;
  /** What the order's shipping method stands for, when it is on sale. */
  readonly suggested: { readonly carrier: string; readonly service: string } | null;
  /** Of connected carriers, for a parcel of this weight to the order's country. */
  readonly carriers: readonly {
    readonly name: string;
    readonly title: string;
    readonly services: readonly CarrierService[];
  }[];
}

/**
 * What can be bought to send an order, or what is left of it; with `weightGrams` for a parcel of that weight.
 *
 * @throws DomainError `not_found`, `address_invalid`
 */
export async function readLabelOptions(
  ctx: Ctx,
  { orderId, ...wish }: { orderId: string; weightGrams?: number | undefined },
): Promise<LabelOptions> {
  const { customer, pickupPoint } = await readParties(ctx, orderId);
  const weightGrams = wish.weightGrams ?? (await estimateWeight(ctx, orderId));
  const carriers = Object.values(ctx.carriers).map((carrier) => {
    const services = carrier.listServices({ country: customer.country, weightGrams });
    return { name: carrier.name, title: carrier.title, services };
  });
  const method = await readMethod(ctx, orderId);
  const kind = pickupPoint !== null || method?.pickup === true ? "pickup" : "home";
  const sold = carriers.find(({ name }) => name === method?.carrier) ?? carriers[0];
  const service =
    sold?.services.find(({ code }) => code === method?.service) ?? sold?.services.find((one) => one.kind === kind);
  const suggested = sold && service ? { carrier: sold.name, service: service.code } : null;
  return { weightGrams, suggested, carriers };
}

const wrappingGrams = 100;
/** For a thing whose weight nobody entered. */
const unknownGrams = 500;

async function estimateWeight(ctx: Ctx, orderId: string): Promise<number> {
  const { organizationId } = ctx;
  const [sum] = await ctx.db.prisma.$queryRaw<{ grams: number }[]>`
    select coalesce(sum((l.quantity - l.shipped_quantity) * coalesce(v.weight_grams, ${unknownGrams}::int)), 0)::int as grams
    from order_lines l left join variants v on v.organization_id = l.organization_id and v.id = l.variant_id
    where l.organization_id = ${organizationId}::uuid and l.order_id = ${orderId}::uuid`;
  return wrappingGrams + (sum?.grams ?? 0);
}

async function readMethod({ db, organizationId }: Ctx, orderId: string) {
  const { shippingMethod: code } = await db.prisma.order.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: orderId } },
    select: { shippingMethod: true },
  });
  if (code === null) return null;
  return db.prisma.shippingMethod.findUnique({ where: { organizationId_code: { organizationId, code } } });
}
