import { type CarrierLabel, newId, transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { requireCarrier } from "#shipping/require-carrier.ts";

import { askingMs } from "./ask-label.ts";
import type { BoughtLabel } from "./buy-label.ts";
import { labelReference } from "./label-reference.ts";
import { orderLabel } from "./order-label.ts";
import { readParties } from "./parcel-parties.ts";
import { settleLabel } from "./settle-label.ts";

export interface ReturnLabelWish {
  readonly orderId: string;
  /** What comes back: a parcel that has left. */
  readonly shipmentId: string;
  /** Makes this safe to repeat. */
  readonly labelId?: string | undefined;
  /** Default: the carrier that brought it. */
  readonly carrier?: string | undefined;
  readonly weightGrams: number;
}

/**
 * Buys a label by which a customer sends something back to the shop.
 *
 * @throws DomainError as `buyLabel`; `shipping_method_unavailable` where the carrier takes no returns
 */
export async function buyReturnLabel(ctx: Ctx, wish: ReturnLabelWish): Promise<BoughtLabel> {
  const parties = await readParties(ctx, wish.orderId);
  const { label, fresh } = await askReturn(ctx, wish, parties.customer.country);
  const carrier = requireCarrier(ctx, label.carrier);
  if (fresh) await orderLabel(ctx, { carrier, label, parties });
  else if (label.state === "unknown") await settleLabel(ctx, label);
  const { state } = await ctx.db.prisma.carrierLabel.findUniqueOrThrow({
    where: { id: label.id },
    select: { state: true },
  });
  return { labelId: label.id, shipmentId: label.shipmentId, state };
}

async function askReturn(
  ctx: Ctx,
  wish: ReturnLabelWish,
  country: string,
): Promise<{ label: CarrierLabel; fresh: boolean }> {
  const { organizationId } = ctx;
  const { orderId, shipmentId, labelId: id = newId(), weightGrams } = wish;
  return transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const earlier = await tx.carrierLabel.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (earlier !== null) return { label: earlier, fresh: false };
    const parcel = order.shipments.find((each) => each.id === shipmentId);
    if (parcel === undefined) throw new DomainError("not_found", { shipmentId });
    if (parcel.state !== "shipped" && parcel.state !== "delivered")
      throw new DomainError("invalid_order_state", { shipmentId, parcel: parcel.state });
    const carrier = requireCarrier(ctx, wish.carrier ?? parcel.carrier);
    const service = carrier.listServices({ country, weightGrams }).find(({ kind }) => kind === "return");
    if (service === undefined)
      throw new DomainError("shipping_method_unavailable", { carrier: carrier.name, reason: "no_returns" });
    const askedAt = ctx.now();
    const settleAfter = new Date(askedAt.getTime() + askingMs);
    const what = { carrier: carrier.name, service: service.code, weightGrams, reference: labelReference(id) };
    const data = { id, organizationId, shipmentId, kind: "return", ...what, askedAt, settleAfter } as const;
    return { label: await tx.carrierLabel.create({ data }), fresh: true };
  });
}
