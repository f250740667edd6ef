import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { requireNotHeld } from "#orders/hold-order.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";

import type { Parcel } from "./add-shipment.ts";
import { dispatchParcel } from "./dispatch-parcel.ts";
import { packParcel } from "./pack-parcel.ts";
import type { ParcelLine } from "./unshipped-lines.ts";

export interface ShipOrderInput {
  readonly orderId: string;
  readonly trackingNumber?: string | undefined;
  readonly carrier?: string | undefined;
  /** Makes this safe to repeat: the id of the parcel, a UUIDv7 that the caller keeps over retries. */
  readonly shipmentId?: string | undefined;
  /** Default: all that has not left. */
  readonly lines?: readonly ParcelLine[] | undefined;
}

const noCarrier = "other";

/**
 * Staff handed a parcel over. Without `lines` it holds everything that has not left, and a parcel that waits for its
 * carrier goes as it is packed. A parcel that has left under `shipmentId` is left alone. Throws `not_found`, `invalid_input` for lines that are not there to be shipped, and
 * `invalid_order_state` unless the order is paid and something of it is left, and `order_on_hold`.
 */
export async function shipOrder(ctx: Ctx, input: ShipOrderInput): Promise<{ orderId: string; shipmentId: string }> {
  const { orderId } = input;
  const shipmentId = await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const sent = order.shipments.find(({ id, state }) => id === input.shipmentId && state !== "created");
    if (sent !== undefined) return sent.id;
    if (order.status !== "paid")
      throw new DomainError("invalid_order_state", { orderId, status: order.status, wanted: "shipped" });
    requireNotHeld(order);
    const parcel =
      waitingParcel(order, input) ?? (await packParcel(tx, ctx, order, { carrier: noCarrier, ...given(input) }));
    await dispatchParcel(tx, ctx, { order, parcel, shippedAt: ctx.now() });
    return parcel.id;
  });
  ctx.wakeRelay();
  return { orderId, shipmentId };
}

/** The parcel that was booked at a carrier and is now handed over by hand. */
function waitingParcel(order: LockedOrder, { lines, trackingNumber }: ShipOrderInput): Parcel | null {
  const waiting = order.shipments.find(({ state }) => state === "created");
  if (lines !== undefined || waiting === undefined) return null;
  return { ...waiting, trackingNumber: trackingNumber ?? waiting.trackingNumber };
}

function given({ carrier, ...wish }: ShipOrderInput) {
  return carrier === undefined ? wish : { ...wish, carrier };
}
