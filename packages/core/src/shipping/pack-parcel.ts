import type { Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import type { LockedOrder } from "#orders/lock-order.ts";

import { addShipment, type Parcel } from "./add-shipment.ts";
import { type ParcelLine, unshippedLines } from "./unshipped-lines.ts";

export interface ParcelWish {
  /** Default: a new one. */
  readonly shipmentId?: string | undefined;
  readonly carrier: string;
  readonly trackingNumber?: string | undefined;
  /** Default: all that is neither shipped nor packed. */
  readonly lines?: readonly ParcelLine[] | undefined;
}

/**
 * Packs a parcel of an order whose row the caller holds. Throws `invalid_input` for lines that are not there to be shipped, and
 * `invalid_order_state` when nothing is.
 */
export async function packParcel(tx: Tx, ctx: Ctx, order: LockedOrder, wish: ParcelWish): Promise<Parcel> {
  const left = unshippedLines(order);
  const lines = wish.lines ?? left;
  if (left.length === 0 || lines.length === 0)
    throw new DomainError("invalid_order_state", { orderId: order.id, status: order.status, left: 0 });
  requireAvailable(lines, left);
  const { shipmentId: id, carrier, trackingNumber } = wish;
  return addShipment(tx, ctx, { order, id, carrier, trackingNumber, lines });
}

function requireAvailable(lines: readonly ParcelLine[], left: readonly ParcelLine[]): void {
  const seen = new Set<string>();
  for (const { lineId, quantity } of lines) {
    const available = left.find((line) => line.lineId === lineId)?.quantity ?? 0;
    const twice = seen.has(lineId);
    seen.add(lineId);
    if (twice || !Number.isInteger(quantity) || quantity < 1 || quantity > available)
      throw new DomainError("invalid_input", { lineId, quantity, available });
  }
}
