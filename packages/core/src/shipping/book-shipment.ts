import { transact, type Tx } from "@cartwright/db";
import { ProviderUnavailableError } from "@cartwright/integrations/contracts";
import type { BookedShipment, BookShipmentInput, Carrier } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { systemContext } from "#system-context.ts";

import { addShipment, type Parcel } from "./add-shipment.ts";
import { unshippedLines } from "./unshipped-lines.ts";

export interface BookShipmentJob {
  readonly organizationId: string;
  readonly orderId: string;
  readonly requestId?: string | undefined;
}

/**
 * Hands a paid order to the sandbox's carrier, which then ships and delivers it by its webhooks. Does nothing in production,
 * where staff ships, and for orders that are not (or no longer) waiting. Safe to repeat: the parcel is packed once, and its
 * id makes the carrier's key. Throws `provider_unavailable` when trying again may help.
 */
export async function bookShipment(
  services: Services,
  { organizationId, orderId, requestId }: BookShipmentJob,
): Promise<void> {
  if (!services.settings.sandboxCarrier) return;
  const ctx = systemContext(services, { organizationId, name: "shipping", requestId: requestId ?? orderId });
  const packed = await packOnce(ctx, orderId);
  if (packed === null || packed.parcel.externalId !== null) return;
  const { parcel, orderNumber } = packed;
  const carrier = services.carriers[parcel.carrier];
  if (carrier === undefined) throw new Error(`no carrier ${parcel.carrier} is set up`);
  const booked = await book(carrier, { shipmentId: parcel.id, orderNumber, idempotencyKey: `shipment:${parcel.id}` });
  const { externalId, trackingNumber } = booked;
  await ctx.db.prisma.shipment.updateMany({
    where: { id: parcel.id, externalId: null },
    data: { externalId, trackingNumber },
  });
}

async function packOnce(ctx: Ctx, orderId: string): Promise<{ parcel: Parcel; orderNumber: string } | null> {
  return transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const orderNumber = String(order.number);
    const waiting = order.shipments.find(({ state, externalId }) => state === "created" && externalId === null);
    if (waiting !== undefined) return { parcel: waiting, orderNumber };
    const lines = unshippedLines(order);
    if (order.status !== "paid" || order.shipments.length > 0 || lines.length === 0) return null;
    const carrier = await carrierFor(tx, ctx, order.shippingMethod);
    const parcel = await addShipment(tx, ctx, { order, carrier, lines });
    const data = { shipmentId: parcel.id, carrier };
    await recordAudit(tx, ctx, { action: "shipment.booked", subjectType: "order", subjectId: orderId, data });
    return { parcel, orderNumber };
  });
}

/** The carrier of the order's shipping method when this process has it, else the first that it has. */
async function carrierFor(tx: Tx, ctx: Ctx, code: string | null): Promise<string> {
  const { organizationId } = ctx;
  const method =
    code === null
      ? null
      : await tx.shippingMethod.findUnique({ where: { organizationId_code: { organizationId, code } } });
  if (method !== null && ctx.carriers[method.carrier] !== undefined) return method.carrier;
  const first = Object.keys(ctx.carriers)[0];
  if (first === undefined) throw new DomainError("shipping_method_unavailable", { reason: "no carrier is set up" });
  return first;
}

async function book(carrier: Carrier, input: BookShipmentInput): Promise<BookedShipment> {
  try {
    return await carrier.book(input);
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError)) throw error;
    throw new DomainError("provider_unavailable", { carrier: carrier.name }, { cause: error });
  }
}
