import { transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";

import { addShipment } from "./add-shipment.ts";
import { deliverParcel } from "./deliver-parcel.ts";
import { dispatchParcel } from "./dispatch-parcel.ts";
import { unshippedLines } from "./unshipped-lines.ts";

/**
 * Plays the carrier at once, for whoever does not want to wait for the sandbox's: everything of the order ships, and with
 * `delivered` arrives. Repeating it changes nothing. Only where the sandbox's carrier works: elsewhere there is no such
 * thing (`not_found`). Throws `invalid_order_state` from states that cannot get there.
 */
export async function simulateDelivery(
  ctx: Ctx,
  { orderId, status }: { orderId: string; status: "shipped" | "delivered" },
): Promise<{ orderId: string }> {
  if (!ctx.settings.sandboxCarrier) throw new DomainError("not_found", { orderId });
  await transact(ctx.db, async (tx) => {
    let order = await lockOrder(tx, ctx, orderId);
    const reachable = order.status === "paid" || order.status === "shipped" || order.status === "delivered";
    if (!reachable) throw new DomainError("invalid_order_state", { orderId, status: order.status, wanted: status });
    order = await packRest(tx, ctx, order);
    order = await inTurn(order, "created", (at, parcel) =>
      dispatchParcel(tx, ctx, { order: at, parcel, shippedAt: ctx.now() }),
    );
    if (status === "shipped") return;
    await inTurn(order, "shipped", (at, parcel) =>
      deliverParcel(tx, ctx, { order: at, parcel, deliveredAt: ctx.now() }),
    );
  });
  ctx.wakeRelay();
  return { orderId };
}

async function packRest(tx: Tx, ctx: Ctx, order: LockedOrder): Promise<LockedOrder> {
  const lines = unshippedLines(order);
  if (lines.length === 0) return order;
  const parcel = await addShipment(tx, ctx, { order, carrier: "sandbox", lines });
  return { ...order, shipments: [...order.shipments, parcel] };
}

type Step = (order: LockedOrder, parcel: LockedOrder["shipments"][number]) => Promise<LockedOrder>;

async function inTurn(start: LockedOrder, state: "created" | "shipped", step: Step): Promise<LockedOrder> {
  let order = start;
  for (const parcel of start.shipments) if (parcel.state === state) order = await step(order, parcel);
  return order;
}
