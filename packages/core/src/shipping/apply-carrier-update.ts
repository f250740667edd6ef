import { transact } from "@cartwright/db";
import type { CarrierWebhook } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import { lockParcel } from "./add-shipment.ts";
import { deliverParcel } from "./deliver-parcel.ts";
import { dispatchParcel } from "./dispatch-parcel.ts";

export interface CarrierUpdate {
  /** The carrier's name, as its shipments carry it. */
  readonly carrier: string;
  readonly update: Pick<CarrierWebhook, "reference" | "trackingNumber" | "status" | "occurredAt">;
  readonly requestId: string;
}

export interface CarrierUpdateResult {
  readonly outcome: "applied" | "ignored";
  /** Whose parcel it is; null when it is none of ours, or the news is not about where it is. */
  readonly organizationId: string | null;
}

/**
 * Applies what a carrier says of a parcel, in whatever order and however often it says it: that a parcel arrived implies
 * that it left. Answers `ignored` for parcels that are not ours, that were called off, and for news that is none.
 */
export async function applyCarrierUpdate(
  services: Services,
  { carrier, update, requestId }: CarrierUpdate,
): Promise<CarrierUpdateResult> {
  const { status, occurredAt } = update;
  const found = status === "other" ? null : await findShipment(services, carrier, update);
  if (found === null) return { outcome: "ignored", organizationId: null };
  const ctx = systemContext(services, { organizationId: found.organizationId, name: carrier, requestId });
  const applied = await transact(services.db, async (tx) => {
    const held = await lockParcel(tx, ctx, { orderId: found.orderId, shipmentId: found.id });
    if (held === null || held.parcel.state === "cancelled" || held.parcel.state === "delivered") return false;
    const { parcel } = held;
    const leaves = parcel.state === "created";
    const order = leaves
      ? await dispatchParcel(tx, ctx, { ...held, parcel: tracked(parcel, update), shippedAt: occurredAt })
      : held.order;
    if (status === "delivered") await deliverParcel(tx, ctx, { order, parcel, deliveredAt: occurredAt });
    return leaves || status === "delivered";
  });
  if (applied) services.wakeRelay();
  return { outcome: applied ? "applied" : "ignored", organizationId: found.organizationId };
}

function tracked<P extends { trackingNumber: string | null }>(
  parcel: P,
  { trackingNumber }: { trackingNumber: string },
): P {
  return { ...parcel, trackingNumber: parcel.trackingNumber ?? trackingNumber };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By our own id, which the carrier echoes, else by its tracking number: the webhook may come before the booking's answer. */
async function findShipment(
  services: Services,
  carrier: string,
  { reference, trackingNumber }: CarrierUpdate["update"],
) {
  const select = { id: true, orderId: true, organizationId: true } as const;
  const byReference =
    reference !== null && uuid.test(reference)
      ? await services.db.prisma.shipment.findFirst({ where: { id: reference, carrier }, select })
      : null;
  return byReference ?? services.db.prisma.shipment.findFirst({ where: { carrier, trackingNumber }, select });
}
