import type { Ctx } from "#context.ts";
import { requireCarrier } from "#shipping/require-carrier.ts";

import { askLabel, askingMs, type LabelWish } from "./ask-label.ts";
import { orderLabel } from "./order-label.ts";
import { readParties } from "./parcel-parties.ts";
import { settleLabel } from "./settle-label.ts";

/** What became of a wish: `bought`, or `unknown` while nobody can tell; `asked` when another process is at it. */
export interface BoughtLabel {
  readonly labelId: string;
  readonly shipmentId: string;
  readonly state: "asked" | "bought" | "unknown" | "refused" | "cancelled";
}

/**
 * Buys a label for a parcel of an order. It is written down first, then asked for, then written down again with the parcel's
 * number and the file: a process that dies in between leaves a label that is found again at the carrier. The same `labelId` again
 * buys nothing twice.
 *
 * @throws DomainError `label_refused`, `provider_unavailable`, `shipping_method_unavailable`, `address_invalid`,
 * `invalid_order_state`, `invalid_input`, `conflict`, `not_found`
 */
export async function buyLabel(ctx: Ctx, wish: LabelWish): Promise<BoughtLabel> {
  const carrier = requireCarrier(ctx, wish.carrier);
  const parties = await readParties(ctx, wish.orderId);
  const { label, fresh } = await askLabel(ctx, wish);
  if (fresh) await orderLabel(ctx, { carrier, label, parties });
  else if (label.state === "unknown" || isLost(ctx, label)) await settleLabel(ctx, label);
  const { state } = await ctx.db.prisma.carrierLabel.findUniqueOrThrow({
    where: { id: label.id },
    select: { state: true },
  });
  return { labelId: label.id, shipmentId: label.shipmentId, state };
}

function isLost(ctx: Ctx, { state, askedAt }: { state: string; askedAt: Date }): boolean {
  return state === "asked" && askedAt.getTime() + askingMs <= ctx.now().getTime();
}
