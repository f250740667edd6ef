import { z } from "zod";

import type { PickupPoint } from "@cartwright/integrations/contracts";

/** A pickup point as frozen on a cart or an order: enough to send a parcel there and to tell where it is. */
export const pickupPointShape = z.object({
  carrier: z.string(),
  id: z.string(),
  routingCode: z.string(),
  kind: z.enum(["locker", "counter"]),
  name: z.string(),
  street: z.string(),
  postalCode: z.string(),
  city: z.string(),
  country: z.string(),
});

export type StoredPickupPoint = z.infer<typeof pickupPointShape>;

/** What is kept of a point: how far it is was said of another address. */
export function storedPickupPoint(carrier: string, point: PickupPoint): StoredPickupPoint {
  const { id, routingCode, kind, name, street, postalCode, city, country } = point;
  return { carrier, id, routingCode, kind, name, street, postalCode, city, country };
}

/** The chosen point, if parcels that go this way are fetched from points of its carrier. */
export function pickupPointOf(
  way: { readonly carrier: string; readonly pickup: boolean } | null,
  chosen: unknown,
): StoredPickupPoint | null {
  const point = pickupPointShape.nullable().parse(chosen ?? null);
  return way?.pickup === true && point?.carrier === way.carrier ? point : null;
}
