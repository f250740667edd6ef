import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { shipStock } from "#inventory/ship-stock.ts";
import { describeOrder } from "#orders/describe-order.ts";
import type { LockedOrder } from "#orders/lock-order.ts";
import { moveOrder } from "#orders/order-states.ts";
import { unitsToCome } from "#orders/units-to-come.ts";
import { emit } from "#outbox/emit.ts";

import type { Parcel } from "./add-shipment.ts";

export interface Dispatch {
  readonly order: LockedOrder;
  readonly parcel: Parcel;
  readonly shippedAt: Date;
}

/**
 * A parcel left: its goods come off the shelf, `order.shipped` tells of it, and with the last of them the order becomes
 * shipped. The caller holds the order's row and has seen that the parcel has not left before.
 * Throws `invalid_order_state` unless the order is paid.
 */
export async function dispatchParcel(
  tx: Tx,
  scope: Scope,
  { order, parcel, shippedAt }: Dispatch,
): Promise<LockedOrder> {
  const shipped = addShipped(order, parcel);
  const complete = shipped.lines.every((line) => unitsToCome(line) === 0);
  await moveOn(tx, scope, { order, complete, shippedAt });
  const { trackingNumber } = parcel;
  // A carrier that we are not connected to is never asked, whatever stands here.
  const trackAfter = trackingNumber === null ? null : (parcel.trackAfter ?? scope.now());
  const data = { state: "shipped", shippedAt, trackingNumber, trackAfter } as const;
  await tx.shipment.update({ where: { id: parcel.id }, data, select: { id: true } });
  for (const { orderLineId, quantity } of parcel.lines) {
    await tx.orderLine.update({
      where: { id: orderLineId },
      data: { shippedQuantity: { increment: quantity } },
      select: { id: true },
    });
  }
  await shipStock(tx, scope, { shipmentId: parcel.id, lines: parcel.lines });
  const after = complete
    ? { ...shipped, status: "shipped" as const, fulfillmentStatus: "fulfilled" as const }
    : shipped;
  const told = { shipmentId: parcel.id, carrier: parcel.carrier, trackingNumber: parcel.trackingNumber };
  await recordAudit(tx, scope, {
    action: "order.shipped",
    subjectType: "order",
    subjectId: order.id,
    data: { ...told, complete },
  });
  await emit(tx, scope, {
    type: "order.shipped",
    aggregateType: "order",
    aggregateId: order.id,
    data: { ...describeOrder(after), ...told },
  });
  return after;
}

async function moveOn(
  tx: Tx,
  scope: Scope,
  { order, complete, shippedAt }: { order: LockedOrder; complete: boolean; shippedAt: Date },
): Promise<void> {
  if (complete)
    return moveOrder(tx, scope, { order, to: "shipped", data: { fulfillmentStatus: "fulfilled", shippedAt } });
  const data = { fulfillmentStatus: "partial", updatedAt: scope.now() } as const;
  await tx.order.update({ where: { id: order.id }, data, select: { id: true } });
}

function addShipped(order: LockedOrder, parcel: Parcel): LockedOrder {
  const packed = new Map(parcel.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]));
  const lines = order.lines.map((line) => ({
    ...line,
    shippedQuantity: line.shippedQuantity + (packed.get(line.id) ?? 0),
  }));
  const shipments = order.shipments.map((each) =>
    each.id === parcel.id ? { ...parcel, state: "shipped" as const } : each,
  );
  return { ...order, lines, shipments, fulfillmentStatus: "partial" };
}
