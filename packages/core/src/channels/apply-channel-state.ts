import { z } from "zod";

import type { Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { cancelLockedOrder } from "#orders/cancel-locked-order.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";
import { resolveShortfalls } from "#orders/resolve-shortfalls.ts";
import { unitsToCome } from "#orders/units-to-come.ts";
import { applyCapture } from "#payments/apply-capture.ts";
import { addShipment } from "#shipping/add-shipment.ts";
import { dispatchParcel } from "#shipping/dispatch-parcel.ts";

import { endOf } from "./channel-end.ts";
import type { ReadChannelOrder } from "./read-channel-order.ts";
import { settleChannelRefunds } from "./settle-channel-refunds.ts";

export interface ChannelState {
  readonly read: ReadChannelOrder;
  /** The order was written in this transaction, so this state has not been applied although its time is known. */
  readonly isNew: boolean;
}

/**
 * Brings an order to the state that its channel tells, along our own table of moves, under the order's row lock: paid, then
 * cancelled or shipped, then refunded. What our table does not allow, a cancellation of what has left, is written down and
 * changes nothing. A state that is not newer than the last one is left alone.
 */
export async function applyChannelState(tx: Tx, scope: Scope, { read, isNew }: ChannelState): Promise<void> {
  const { organizationId } = scope;
  const { channel, storeId, externalId, updatedAt } = read;
  const name = { organizationId, channel, storeId, externalId };
  const { orderId } = await tx.channelOrder.findUniqueOrThrow({
    where: { organizationId_channel_storeId_externalId: name },
    select: { orderId: true },
  });
  let order = await lockOrder(tx, scope, orderId);
  // Read under the lock: somebody may have applied a newer state while we waited for it.
  const known = await tx.channelOrder.findUniqueOrThrow({ where: { orderId } });
  if (!isNew && known.channelUpdatedAt >= updatedAt) return;
  const again = async () => (order = await lockOrder(tx, scope, orderId));
  if (read.paid && (await capture(tx, scope, { order, read }))) await again();
  const end = endOf(read);
  if (end !== null) await cancel(tx, scope, { order, reason: end });
  else await ship(tx, scope, { order, read, lineIds: lineIdsShape.parse(known.lineIds) });
  await settleChannelRefunds(tx, scope, { orderId, channel, refundedMinor: refundedOf(read, order) });
  await tx.channelOrder.update({
    where: { orderId },
    data: { channelUpdatedAt: updatedAt },
    select: { orderId: true },
  });
}

const lineIdsShape = z.record(z.string(), z.string());

async function capture(
  tx: Tx,
  scope: Scope,
  { order, read }: { order: LockedOrder; read: ReadChannelOrder },
): Promise<boolean> {
  const payment = order.payments.find(({ provider, state }) => provider === read.channel && state === "pending");
  if (payment === undefined) return false;
  const { amountMinor: capturedMinor, currency } = payment;
  await applyCapture(tx, scope, {
    order,
    payment,
    truth: { state: "captured", capturedMinor, currency, failureCode: null },
  });
  return true;
}

async function cancel(tx: Tx, scope: Scope, { order, reason }: { order: LockedOrder; reason: string }): Promise<void> {
  const { id, status, fulfillmentStatus } = order;
  if (status === "cancelled") return;
  if ((status === "pending" || status === "paid") && fulfillmentStatus === "unfulfilled") {
    await cancelLockedOrder(tx, scope, { order, reason });
    return;
  }
  const action = "channel.cancel_too_late";
  const told = await tx.auditLog.findFirst({
    where: { organizationId: scope.organizationId, subjectId: id, action },
    select: { id: true },
  });
  if (told !== null) return;
  await recordAudit(tx, scope, { action, subjectType: "order", subjectId: id, data: { reason, status } });
}

/** What has left according to the channel, and not according to us, leaves in one parcel. */
async function ship(
  tx: Tx,
  scope: Scope,
  { order, read, lineIds }: { order: LockedOrder; read: ReadChannelOrder; lineIds: Readonly<Record<string, string>> },
): Promise<void> {
  if (order.status !== "paid") return;
  const left = read.lines.flatMap(({ externalId, shippedQuantity }) => {
    const id =
      externalId === null
        ? order.lines.find(({ quantity, droppedQuantity }) => quantity > droppedQuantity)?.id
        : lineIds[externalId];
    const line = order.lines.find((each) => each.id === id);
    if (line === undefined) return [];
    const quantity = Math.min(shippedQuantity - line.shippedQuantity, unitsToCome(line));
    return quantity <= 0 ? [] : [{ line, quantity }];
  });
  if (left.length === 0) return;
  for (const { line, quantity } of left) await findMissing(tx, scope, { line, quantity });
  const parcel = await addShipment(tx, scope, {
    order,
    carrier: read.parcel?.carrier ?? "other",
    trackingNumber: read.parcel?.trackingNumber ?? undefined,
    lines: left.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
  });
  const now = await lockOrder(tx, scope, order.id);
  await dispatchParcel(tx, scope, { order: now, parcel, shippedAt: scope.now() });
}

// Units that were missing here were there after all, or came from another shelf.
async function findMissing(
  tx: Tx,
  scope: Scope,
  { line, quantity }: { line: LockedOrder["lines"][number]; quantity: number },
): Promise<void> {
  const { id: lineId, orderId, missingQuantity } = line;
  const found = quantity - (unitsToCome(line) - missingQuantity);
  if (found <= 0) return;
  if (found >= missingQuantity) await resolveShortfalls(tx, scope, { orderId, lineId, resolution: "shipped" });
  else {
    const data = { missingQuantity: { decrement: found } };
    await tx.orderLine.update({ where: { id: lineId }, data, select: { id: true } });
  }
}

// A channel that cancels gives back what it took, whether or not it says so in numbers.
function refundedOf(read: ReadChannelOrder, { capturedMinor, fulfillmentStatus }: LockedOrder): bigint {
  const ended = read.cancelled !== null && read.refundedMinor === 0n && fulfillmentStatus === "unfulfilled";
  return ended ? capturedMinor : read.refundedMinor;
}
