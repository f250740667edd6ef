import type { LabelView, ShipmentView } from "@cartwright/core/orders/views";
import type { StoredPickupPoint } from "@cartwright/core/shipping/stored-pickup-point";

import type { OrderDto } from "#schemas/orders.ts";
import type { LabelDto, PickupPointDto } from "#schemas/shipping.ts";

import { presentInstant } from "./present-money.ts";
import type { Audience } from "./present-product.ts";

/** Shoppers see where a parcel is; what was paid for it, and what went wrong with that, is for staff. */
export function presentShipment(shipment: ShipmentView, audience: Audience): OrderDto["shipments"][number] {
  const { id, carrier, state, trackingNumber, parcelStatus, shippedAt, deliveredAt, steps, labels } = shipment;
  return {
    id,
    carrier,
    state,
    trackingNumber,
    parcelStatus,
    shippedAt: presentInstant(shippedAt),
    deliveredAt: presentInstant(deliveredAt),
    steps: steps.map(({ status, place, occurredAt }) => ({ status, place, occurredAt: occurredAt.toISOString() })),
    labels: audience === "staff" ? labels.map(presentLabel) : [],
  };
}

/** Only what tells people where it is. */
export function presentPickupPoint(point: StoredPickupPoint): PickupPointDto {
  const { id, kind, name, street, postalCode, city, country } = point;
  return { id, kind, name, street, postalCode, city, country };
}

function presentLabel(label: LabelView): LabelDto {
  return { ...label, askedAt: label.askedAt.toISOString() };
}
