import { newId, transact, type Tx } from "@cartwright/db";
import type { ParcelStatus, TrackingStep } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { emit } from "#outbox/emit.ts";

import { lockParcel, type Parcel } from "./add-shipment.ts";
import { deliverParcel } from "./deliver-parcel.ts";
import { dispatchParcel } from "./dispatch-parcel.ts";

export interface ParcelNews {
  readonly orderId: string;
  readonly shipmentId: string;
  readonly trackingNumber: string;
  readonly steps: readonly TrackingStep[];
}

/** From a step like these on, the parcel has left the shop. */
const gone: ReadonlySet<ParcelStatus> = new Set([
  "shipped",
  "in_transit",
  "out_for_delivery",
  "ready_for_pickup",
  "attempted",
  "customs",
  "delivered",
  "returning",
  "returned",
]);

/**
 * Applies what happened to a parcel, in whatever order and however often it is told, by webhook and by asking alike: each step is
 * kept once, that it arrived implies that it left, and the order page hears of it. Answers false when nothing was new, or the parcel
 * was called off.
 */
export async function applySteps(ctx: Ctx, news: ParcelNews): Promise<boolean> {
  const applied = await transact(ctx.db, async (tx) => {
    const held = await lockParcel(tx, ctx, news);
    if (held === null || held.parcel.state === "cancelled") return false;
    const fresh = await keepNew(tx, ctx, news);
    if (fresh.length === 0) return false;
    const { parcel } = held;
    // What is told late of a parcel that arrived is kept, and changes nothing.
    if (parcel.state === "delivered") return false;
    const left = parcel.state !== "created";
    const first = fresh.find(({ status }) => gone.has(status));
    const leaves = !left && first !== undefined && held.order.status === "paid";
    const tracked: Parcel = { ...parcel, trackingNumber: parcel.trackingNumber ?? news.trackingNumber };
    const order = leaves
      ? await dispatchParcel(tx, ctx, { ...held, parcel: tracked, shippedAt: first.occurredAt })
      : held.order;
    const arrived = fresh.find(({ status }) => status === "delivered");
    const arrives = arrived !== undefined && (left || leaves);
    if (arrives) await deliverParcel(tx, ctx, { order, parcel: tracked, deliveredAt: arrived.occurredAt });
    await noteLast(tx, ctx, { parcel: tracked, order, told: leaves || arrives });
    return true;
  });
  if (applied) ctx.wakeRelay();
  return applied;
}

/** Those that were not known, oldest first. Carriers tell to the second or to the millisecond: the second is what counts. */
async function keepNew(tx: Tx, ctx: Ctx, { shipmentId, steps }: ParcelNews): Promise<TrackingStep[]> {
  const { organizationId } = ctx;
  const rows = steps
    .filter(({ status }) => status !== "other")
    .map(({ status, code, place, occurredAt }) => ({ status, code, place, occurredAt: wholeSecond(occurredAt) }))
    .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  if (rows.length === 0) return [];
  const kept = await tx.trackingStep.createManyAndReturn({
    data: rows.map((step) => ({ ...step, id: newId(), organizationId, shipmentId, createdAt: ctx.now() })),
    skipDuplicates: true,
    select: { status: true, occurredAt: true },
  });
  const isNew = ({ status, occurredAt }: TrackingStep) =>
    kept.some((row) => row.status === status && row.occurredAt.getTime() === occurredAt.getTime());
  return rows.filter(isNew);
}

function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}

interface Noted {
  readonly parcel: Parcel;
  readonly order: { readonly id: string; readonly number: bigint; readonly customerId: string };
  /** An event of the order told of it already. */
  readonly told: boolean;
}

async function noteLast(tx: Tx, ctx: Ctx, { parcel, order, told }: Noted): Promise<void> {
  const last = await tx.trackingStep.findFirstOrThrow({
    where: { organizationId: ctx.organizationId, shipmentId: parcel.id },
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
  });
  const over = last.status === "delivered" || last.status === "returned";
  await tx.shipment.update({
    where: { id: parcel.id },
    data: { parcelStatus: last.status, ...(over && { trackAfter: null }) },
    select: { id: true },
  });
  if (told) return;
  const { id: shipmentId, carrier, trackingNumber } = parcel;
  const { status, place, occurredAt } = last;
  await emit(tx, ctx, {
    type: "shipment.tracked",
    aggregateType: "order",
    aggregateId: order.id,
    data: {
      orderId: order.id,
      number: String(order.number),
      customerId: order.customerId,
      shipmentId,
      carrier,
      trackingNumber,
      status,
      place,
      occurredAt: occurredAt.toISOString(),
    },
  });
}
