import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { describeOrder } from "#orders/describe-order.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { moveOrder } from "#orders/order-states.ts";
import { resolveShortfalls } from "#orders/resolve-shortfalls.ts";
import { unitsToCome } from "#orders/units-to-come.ts";
import { emit } from "#outbox/emit.ts";

import type { SettledShortfall } from "./allocate-shortfall.ts";
import { lockShortfall } from "./lock-shortfall.ts";

/**
 * Gives up what is missing: it is never delivered, and what the buyer paid for it is given back at the channel, which is where
 * the money is. An order of which everything else has left is shipped by it.
 *
 * @throws DomainError `not_found`, and `invalid_order_state` when the shortfall is settled.
 */
export async function dropShortfall(ctx: Ctx, { shortfallId }: { shortfallId: string }): Promise<SettledShortfall> {
  const settled = await transact(ctx.db, async (tx) => {
    const { order, line } = await lockShortfall(tx, ctx, shortfallId);
    await resolveShortfalls(tx, ctx, { orderId: order.id, lineId: line.id, resolution: "dropped" });
    await recordAudit(tx, ctx, {
      action: "shortfall.dropped",
      subjectType: "order",
      subjectId: order.id,
      data: { sku: line.sku, quantity: line.missingQuantity },
    });
    await closeShipped(tx, ctx, order.id);
    return { shortfallId, orderId: order.id, missing: 0 };
  });
  ctx.wakeRelay();
  return settled;
}

async function closeShipped(tx: Tx, scope: Scope, orderId: string): Promise<void> {
  const order = await lockOrder(tx, scope, orderId);
  const parcel = order.shipments.findLast(({ state }) => state === "shipped" || state === "delivered");
  const complete = order.lines.every((line) => unitsToCome(line) === 0);
  if (parcel === undefined || !complete || order.status !== "paid") return;
  const shippedAt = parcel.shippedAt ?? scope.now();
  await moveOrder(tx, scope, { order, to: "shipped", data: { fulfillmentStatus: "fulfilled", shippedAt } });
  const { id: shipmentId, carrier, trackingNumber } = parcel;
  await emit(tx, scope, {
    type: "order.shipped",
    aggregateType: "order",
    aggregateId: orderId,
    data: { ...describeOrder({ ...order, status: "shipped" }), shipmentId, carrier, trackingNumber },
  });
}
