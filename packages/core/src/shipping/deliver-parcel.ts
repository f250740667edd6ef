import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { describeOrder } from "#orders/describe-order.ts";
import type { LockedOrder } from "#orders/lock-order.ts";
import { moveOrder } from "#orders/order-states.ts";
import { emit } from "#outbox/emit.ts";

import type { Parcel } from "./add-shipment.ts";

export interface Arrival {
  readonly order: LockedOrder;
  readonly parcel: Parcel;
  readonly deliveredAt: Date;
}

/**
 * A parcel arrived: `order.delivered` tells of it, and with the last parcel of a shipped order the order becomes delivered.
 * The caller holds the order's row and has seen that the parcel has left and has not arrived before.
 */
export async function deliverParcel(
  tx: Tx,
  scope: Scope,
  { order, parcel, deliveredAt }: Arrival,
): Promise<LockedOrder> {
  await tx.shipment.update({
    where: { id: parcel.id },
    data: { state: "delivered", deliveredAt, trackAfter: null },
    select: { id: true },
  });
  const shipments = order.shipments.map((each) =>
    each.id === parcel.id ? { ...each, state: "delivered" as const } : each,
  );
  const arrived = shipments.every(({ state }) => state === "delivered" || state === "cancelled");
  const complete = order.status === "shipped" && arrived;
  if (complete)
    await moveOrder(tx, scope, { order, to: "delivered", data: { fulfillmentStatus: "delivered", deliveredAt } });
  const after = {
    ...order,
    shipments,
    ...(complete && { status: "delivered" as const, fulfillmentStatus: "delivered" as const }),
  };
  const told = { shipmentId: parcel.id };
  await recordAudit(tx, scope, {
    action: "order.delivered",
    subjectType: "order",
    subjectId: order.id,
    data: { ...told, complete },
  });
  await emit(tx, scope, {
    type: "order.delivered",
    aggregateType: "order",
    aggregateId: order.id,
    data: { ...describeOrder(after), ...told },
  });
  return after;
}
