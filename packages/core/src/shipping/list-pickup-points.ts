import type { PickupPoint } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { carrierRefusal, requireCarrier } from "./require-carrier.ts";
import { type StoredPickupPoint, storedPickupPoint } from "./stored-pickup-point.ts";

export interface PickupPointQuestion {
  /** The shipping method that the parcel will travel by. */
  readonly methodCode: string;
  readonly country: string;
  readonly postalCode: string;
  readonly street?: string | undefined;
  readonly city?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Where a parcel can be fetched near an address, nearest first, as its carrier says now.
 *
 * @throws DomainError `shipping_method_unavailable` for a method without pickup points or of a carrier that is not connected,
 * `provider_unavailable`
 */
export async function listPickupPoints(ctx: Ctx, question: PickupPointQuestion): Promise<readonly PickupPoint[]> {
  const { methodCode, limit = 8, ...search } = question;
  const { carrier, service } = await pickupMethod(ctx, methodCode);
  try {
    return await requireCarrier(ctx, carrier).searchPickupPoints({ ...search, service: service ?? undefined, limit });
  } catch (error) {
    throw carrierRefusal(error, carrier);
  }
}

/**
 * The point of this id as its carrier tells of it: what a shopper sends is never taken for true.
 *
 * @throws DomainError `pickup_point_unavailable` when there is none, and as `listPickupPoints`
 */
export async function findPickupPoint(
  ctx: Ctx,
  { methodCode, id }: { methodCode: string; id: string },
): Promise<StoredPickupPoint> {
  const { carrier } = await pickupMethod(ctx, methodCode);
  const point = await requireCarrier(ctx, carrier)
    .findPickupPoint(id)
    .catch((error: unknown) => {
      throw carrierRefusal(error, carrier);
    });
  if (point === null) throw new DomainError("pickup_point_unavailable", { pickupPointId: id });
  return storedPickupPoint(carrier, point);
}

async function pickupMethod(ctx: Ctx, code: string): Promise<{ carrier: string; service: string | null }> {
  const { organizationId } = ctx;
  const method = await ctx.db.prisma.shippingMethod.findUnique({
    where: { organizationId_code: { organizationId, code }, active: true, pickup: true },
    select: { carrier: true, service: true },
  });
  if (method !== null) return method;
  throw new DomainError("shipping_method_unavailable", { code, reason: "no_pickup_points" });
}
