import type { ParcelAddress } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { addressShape } from "#orders/stored-address.ts";
import { pickupPointShape, type StoredPickupPoint } from "#shipping/stored-pickup-point.ts";

/** Between whom a parcel of an order travels. */
export interface ParcelParties {
  readonly orderNumber: string;
  readonly shop: ParcelAddress;
  readonly customer: ParcelAddress;
  readonly pickupPoint: StoredPickupPoint | null;
}

/**
 * Who sends and who receives the parcels of an order.
 *
 * @throws DomainError `address_invalid` with `sender` or `receiver` when nobody said where it is; `not_found`
 */
export async function readParties(ctx: Ctx, orderId: string): Promise<ParcelParties> {
  const { organizationId } = ctx;
  const [order, location] = await Promise.all([
    ctx.db.prisma.order.findUnique({
      where: { organizationId_id: { organizationId, id: orderId } },
      select: { number: true, email: true, phone: true, shippingAddress: true, pickupPoint: true },
    }),
    ctx.db.prisma.location.findFirst({
      where: { organizationId, isDefault: true },
      select: { address: true, organization: { select: { name: true } } },
    }),
  ]);
  if (order === null) throw new DomainError("not_found", { orderId });
  const shop =
    addressShape.nullable().parse(location?.address ?? null) ?? unsaid(ctx, "sender", location?.organization);
  const to = addressShape.nullable().parse(order.shippingAddress) ?? unsaid(ctx, "receiver", { name: order.email });
  return {
    orderNumber: String(order.number),
    shop,
    customer: { ...to, phone: to.phone ?? order.phone ?? undefined, email: order.email },
    pickupPoint: pickupPointShape.nullable().parse(order.pickupPoint),
  };
}

/** In a demo every order travels, whatever is missing: to and from the middle of Helsinki. */
function unsaid(ctx: Ctx, who: "sender" | "receiver", named: { name: string } | undefined): ParcelAddress {
  if (!ctx.settings.sandboxCarrier) throw new DomainError("address_invalid", { [who]: "required" });
  return {
    name: named?.name ?? "Shop",
    line1: "Rautatientori 1",
    postalCode: "00100",
    city: "Helsinki",
    country: "FI",
  };
}
