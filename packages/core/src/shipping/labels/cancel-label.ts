import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { carrierRefusal, requireCarrier } from "#shipping/require-carrier.ts";

import { findLabel } from "./find-label.ts";
import { readParties } from "./parcel-parties.ts";

/**
 * Calls a label off, so that the carrier does not charge for it. The parcel stays as it is, without a number: another label can
 * be bought for it. One that is called off already is left so.
 *
 * @throws DomainError `label_refused` when the carrier has the parcel, `invalid_order_state` unless it was bought,
 * `provider_unavailable`, `not_found`
 */
export async function cancelLabel(ctx: Ctx, wish: { orderId: string; labelId: string }): Promise<void> {
  const label = await findLabel(ctx, wish);
  if (label.state === "cancelled") return;
  const { externalId, trackingNumber, service, weightGrams } = label;
  if (label.state !== "bought" || externalId === null || trackingNumber === null)
    throw new DomainError("invalid_order_state", { labelId: label.id, label: label.state });
  const { shop, customer } = await readParties(ctx, wish.orderId);
  const receiver = label.kind === "return" ? shop : customer;
  await requireCarrier(ctx, label.carrier)
    .cancelParcel({ externalId, trackingNumber, service, weightGrams, receiver })
    .catch((error: unknown) => {
      throw carrierRefusal(error, label.carrier);
    });
  await transact(ctx.db, async (tx) => {
    await lockOrder(tx, ctx, wish.orderId);
    const { count } = await tx.carrierLabel.updateMany({
      where: { id: label.id, state: "bought" },
      data: { state: "cancelled", cancelledAt: ctx.now() },
    });
    if (count === 0) return;
    await tx.shipment.updateMany({
      where: { id: label.shipmentId, trackingNumber },
      data: { trackingNumber: null, trackAfter: null, parcelStatus: null },
    });
    const data = { labelId: label.id, carrier: label.carrier, trackingNumber };
    await recordAudit(tx, ctx, { action: "label.cancelled", subjectType: "order", subjectId: wish.orderId, data });
  });
}
