import type { CarrierLabel } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/** A label of this order. Throws `not_found`. */
export async function findLabel(
  { db, organizationId }: Ctx,
  { orderId, labelId }: { orderId: string; labelId: string },
): Promise<CarrierLabel> {
  const label = await db.prisma.carrierLabel.findFirst({
    where: { organizationId, id: labelId, shipment: { orderId } },
  });
  if (label === null) throw new DomainError("not_found", { labelId });
  return label;
}
