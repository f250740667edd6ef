import { newId, type Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";

import type { ParcelLine } from "./unshipped-lines.ts";

export type Parcel = LockedOrder["shipments"][number];

export interface NewShipment {
  /** Default: a new one. */
  readonly id?: string | undefined;
  readonly order: LockedOrder;
  readonly carrier: string;
  readonly trackingNumber?: string | undefined;
  readonly lines: readonly ParcelLine[];
}

/** Packs a parcel that waits to be handed over. */
export async function addShipment(
  tx: Tx,
  scope: Scope,
  { id = newId(), order, carrier, trackingNumber, lines }: NewShipment,
): Promise<Parcel> {
  const { organizationId } = scope;
  return tx.shipment.create({
    data: {
      id,
      organizationId,
      orderId: order.id,
      carrier,
      trackingNumber: trackingNumber ?? null,
      createdAt: scope.now(),
      lines: { create: lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity })) },
    },
    include: { lines: true },
  });
}

/** The order and one of its parcels as they are now, with the order's row held; null when the parcel is not of it. */
export async function lockParcel(
  tx: Tx,
  scope: Scope,
  { orderId, shipmentId }: { orderId: string; shipmentId: string },
) {
  const order = await lockOrder(tx, scope, orderId);
  const parcel = order.shipments.find(({ id }) => id === shipmentId);
  return parcel === undefined ? null : { order, parcel };
}
