import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Services } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { systemContext } from "#system-context.ts";

import { addShipment } from "./add-shipment.ts";
import { askingMs } from "./labels/ask-label.ts";
import { buyLabel } from "./labels/buy-label.ts";
import { readLabelOptions } from "./labels/label-options.ts";
import { recordNotBought } from "./labels/record-label.ts";
import { settleLabel } from "./labels/settle-label.ts";
import { unshippedLines } from "./unshipped-lines.ts";

export interface BookShipmentJob {
  readonly organizationId: string;
  readonly orderId: string;
  readonly requestId?: string | undefined;
}

/**
 * Hands a paid order to the sandbox's carrier, which then ships and delivers it by its webhooks. Does nothing in production,
 * where staff ships, and for orders that are not (or no longer) waiting. Safe to repeat: the parcel is packed once, and has one
 * label that may be paid for. Throws `provider_unavailable` when trying again may help.
 */
export async function bookShipment(
  services: Services,
  { organizationId, orderId, requestId }: BookShipmentJob,
): Promise<void> {
  if (!services.settings.sandboxCarrier) return;
  const ctx = systemContext(services, { organizationId, name: "shipping", requestId: requestId ?? orderId });
  const offer = await chooseOffer(ctx, orderId);
  const shipmentId = await packOnce(ctx, { orderId, carrier: offer.carrier });
  if (shipmentId === null || (await isTakenCareOf(ctx, shipmentId))) return;
  const bought = await buyLabel(ctx, { orderId, shipmentId, ...offer, ships: false }).catch(unlessTaken);
  if (bought?.state === "unknown") throw new DomainError("provider_unavailable", { carrier: offer.carrier });
}

async function chooseOffer(ctx: Ctx, orderId: string) {
  const { weightGrams, suggested } = await readLabelOptions(ctx, { orderId });
  if (suggested !== null) return { ...suggested, weightGrams };
  // Too heavy for anybody: a demo ships it all the same.
  const light = await readLabelOptions(ctx, { orderId, weightGrams: 1_000 });
  if (light.suggested !== null) return { ...light.suggested, weightGrams: 1_000 };
  throw new DomainError("shipping_method_unavailable", { reason: "no carrier is set up" });
}

async function packOnce(ctx: Ctx, { orderId, carrier }: { orderId: string; carrier: string }): Promise<string | null> {
  return transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    // It is booked when it is released.
    if (order.heldAt !== null) return null;
    const waiting = order.shipments.find(({ state }) => state === "created");
    if (waiting !== undefined) return waiting.id;
    const lines = unshippedLines(order);
    if (order.status !== "paid" || order.shipments.length > 0 || lines.length === 0) return null;
    const parcel = await addShipment(tx, ctx, { order, carrier, lines });
    const data = { shipmentId: parcel.id, carrier };
    await recordAudit(tx, ctx, { action: "shipment.booked", subjectType: "order", subjectId: orderId, data });
    return parcel.id;
  });
}

/** True when there is a label, or somebody is getting one. The sandbox knows at once which parcels it has, and is believed. */
async function isTakenCareOf(ctx: Ctx, shipmentId: string): Promise<boolean> {
  const label = await ctx.db.prisma.carrierLabel.findFirst({
    where: { organizationId: ctx.organizationId, shipmentId, state: { in: ["asked", "bought", "unknown"] } },
  });
  if (label === null) return false;
  const lost = label.state === "asked" && label.askedAt.getTime() + askingMs <= ctx.now().getTime();
  if (label.state !== "unknown" && !lost) return true;
  if (await settleLabel(ctx, label)) return true;
  await recordNotBought(ctx, { id: label.id, state: "refused", problem: "The sandbox knows no such parcel." });
  return false;
}

/** Somebody else was quicker, and is getting the label. */
function unlessTaken(error: unknown): null {
  if (isDomainError(error, "conflict")) return null;
  throw error;
}
