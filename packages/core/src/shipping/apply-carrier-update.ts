import type { CarrierWebhook } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import { applySteps } from "./apply-steps.ts";

export interface CarrierUpdate {
  /** The carrier's name, as its shipments carry it. */
  readonly carrier: string;
  readonly update: Omit<CarrierWebhook, "externalId">;
  readonly requestId: string;
}

export interface CarrierUpdateResult {
  readonly outcome: "applied" | "ignored";
  /** Whose parcel it is; null when it is none of ours, or the news is not about where it is. */
  readonly organizationId: string | null;
}

/**
 * Applies what a carrier says of a parcel by a webhook. Answers `ignored` for parcels that are not ours, that were called off, and
 * for news that is none.
 */
export async function applyCarrierUpdate(
  services: Services,
  { carrier, update, requestId }: CarrierUpdate,
): Promise<CarrierUpdateResult> {
  const found = update.status === "other" ? null : await findShipment(services, carrier, update);
  if (found === null) return { outcome: "ignored", organizationId: null };
  const { organizationId, orderId, id: shipmentId } = found;
  const ctx = systemContext(services, { organizationId, name: carrier, requestId });
  const { trackingNumber } = update;
  const applied = await applySteps(ctx, { orderId, shipmentId, trackingNumber, steps: [update] });
  return { outcome: applied ? "applied" : "ignored", organizationId };
}

/** By our reference, which the carrier echoes, else by its number: the webhook may come before the answer with the number. */
async function findShipment({ db }: Services, carrier: string, { reference, trackingNumber }: CarrierUpdate["update"]) {
  const select = { id: true, orderId: true, organizationId: true } as const;
  const label =
    reference === null
      ? null
      : await db.prisma.carrierLabel.findUnique({
          where: { carrier_reference: { carrier, reference }, kind: "outbound" },
          select: { shipment: { select } },
        });
  return label?.shipment ?? db.prisma.shipment.findFirst({ where: { carrier, trackingNumber }, select });
}
