import { type CarrierLabel, newId, transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { requireNotHeld } from "#orders/hold-order.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";
import type { Parcel } from "#shipping/add-shipment.ts";
import { packParcel } from "#shipping/pack-parcel.ts";
import type { ParcelLine } from "#shipping/unshipped-lines.ts";

import { labelReference } from "./label-reference.ts";

export interface LabelWish {
  readonly orderId: string;
  /** Makes this safe to repeat: a UUIDv7 that the caller keeps over retries. */
  readonly labelId?: string | undefined;
  /** Default: a parcel that waits without a label, else a new one of all that is left. */
  readonly shipmentId?: string | undefined;
  readonly lines?: readonly ParcelLine[] | undefined;
  readonly carrier: string;
  readonly service: string;
  readonly weightGrams: number;
  /** The parcel counts as handed over once its label is there. */
  readonly ships: boolean;
}

/** How long a carrier's answer is waited for before the label counts as lost; longer than any call may take. */
export const askingMs = 2 * 60_000;

/** Those of which a parcel has one at most: they may have to be paid for. */
export const liveStates = ["asked", "bought", "unknown"] as const;

/**
 * Writes down that a label is going to be asked for, before anybody is asked. Answers `fresh: false` with what was written by an
 * earlier try of the same id.
 *
 * @throws DomainError `not_found`, `invalid_order_state`, `invalid_input`, `order_on_hold`, and `conflict` when the parcel has a label
 */
export async function askLabel(ctx: Ctx, wish: LabelWish): Promise<{ label: CarrierLabel; fresh: boolean }> {
  const { organizationId } = ctx;
  const id = wish.labelId ?? newId();
  return transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, wish.orderId);
    const earlier = await tx.carrierLabel.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (earlier !== null) return { label: earlier, fresh: false };
    requireNotHeld(order);
    const parcel = await parcelFor(tx, ctx, { order, wish });
    if (parcel.state === "created" && parcel.carrier !== wish.carrier)
      await tx.shipment.update({ where: { id: parcel.id }, data: { carrier: wish.carrier }, select: { id: true } });
    const { carrier, service, weightGrams, ships } = wish;
    const askedAt = ctx.now();
    const settleAfter = new Date(askedAt.getTime() + askingMs);
    const reference = labelReference(id);
    const asked = { id, organizationId, shipmentId: parcel.id, carrier, service, weightGrams, ships, reference };
    return { label: await tx.carrierLabel.create({ data: { ...asked, askedAt, settleAfter } }), fresh: true };
  });
}

async function parcelFor(tx: Tx, ctx: Ctx, { order, wish }: { order: LockedOrder; wish: LabelWish }): Promise<Parcel> {
  const { shipmentId, lines, carrier } = wish;
  const taken = await labelled(tx, order);
  if (shipmentId !== undefined) return namedParcel(order, { shipmentId, taken });
  if (order.status !== "paid")
    throw new DomainError("invalid_order_state", { orderId: order.id, status: order.status, wanted: "shipped" });
  const waiting = order.shipments.find(({ id, state }) => state === "created" && !taken.has(id));
  if (lines === undefined && waiting !== undefined) return waiting;
  return packParcel(tx, ctx, order, { carrier, lines });
}

function namedParcel(
  order: LockedOrder,
  { shipmentId, taken }: { shipmentId: string; taken: ReadonlySet<string> },
): Parcel {
  const parcel = order.shipments.find(({ id }) => id === shipmentId);
  if (parcel === undefined) throw new DomainError("not_found", { shipmentId });
  if (parcel.state === "cancelled" || parcel.state === "delivered")
    throw new DomainError("invalid_order_state", { shipmentId, parcel: parcel.state });
  if (taken.has(shipmentId)) throw new DomainError("conflict", { shipmentId, reason: "has_label" });
  return parcel;
}

async function labelled(tx: Tx, { organizationId, shipments }: LockedOrder): Promise<ReadonlySet<string>> {
  const rows = await tx.carrierLabel.findMany({
    where: {
      organizationId,
      shipmentId: { in: shipments.map(({ id }) => id) },
      kind: "outbound",
      state: { in: [...liveStates] },
    },
    select: { shipmentId: true },
  });
  return new Set(rows.map(({ shipmentId }) => shipmentId));
}
