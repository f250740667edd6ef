import { randomBytes } from "node:crypto";

import { newId } from "@cartwright/db";

import type { Scope } from "#context.ts";
import type { Buyer } from "#orders/find-buyer.ts";

import { endOf } from "./channel-end.ts";
import { guestEmail } from "./guest-email.ts";
import type { MatchedLine } from "./match-lines.ts";
import type { ReadChannelOrder, ReadLine } from "./read-channel-order.ts";

/** A line as it will be written. */
export interface ChannelDraftLine extends Omit<ReadLine, "sku"> {
  readonly id: string;
  readonly position: number;
  /** Ours where we know it, else the channel's. */
  readonly sku: string;
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly locationId: string | null;
  readonly lowStockThreshold: number;
  /** Units that our shelf should promise to it. */
  readonly wanted: number;
  /** Units that are never shipped: a charge beside goods. */
  readonly dropped: number;
}

/** A channel's order as it will be written here. */
export interface ChannelDraft {
  readonly id: string;
  readonly order: ReadChannelOrder;
  readonly buyer: Buyer;
  readonly lines: readonly ChannelDraftLine[];
  readonly paymentId: string;
  readonly accessToken: string;
  readonly importedAt: Date;
}

/** Gives everything its id, and says how much each line takes from the shelf. */
export function draftChannelOrder(
  scope: Pick<Scope, "now">,
  { order, matched }: { order: ReadChannelOrder; matched: ReadonlyMap<number, MatchedLine> },
): ChannelDraft {
  const { channel, buyer } = order;
  const hasGoods = order.lines.some(({ kind }) => kind === "goods");
  const email = guestEmail({ channel, email: buyer.email, buyerId: buyer.externalId, orderId: order.externalId });
  return {
    id: newId(),
    order,
    buyer: { customerId: null, email, name: buyer.name ?? order.address?.name ?? null },
    lines: order.lines.map((line, index) => {
      const known = matched.get(index + 1);
      return {
        ...line,
        id: newId(),
        position: index + 1,
        sku: known?.sku ?? line.sku ?? "",
        variantId: known?.variantId ?? null,
        productId: known?.productId ?? null,
        locationId: known?.locationId ?? null,
        lowStockThreshold: known?.lowStockThreshold ?? 0,
        wanted: line.kind === "goods" && known?.takesStock !== false ? unitsWanted(order, line) : 0,
        dropped: line.kind === "charge" && hasGoods ? line.quantity : 0,
      };
    }),
    paymentId: newId(),
    accessToken: randomBytes(32).toString("base64url"),
    importedAt: scope.now(),
  };
}

// Goods that come from elsewhere, or that nobody waits for any more, are nothing to our shelf. Those that had left before the
// store was connected are not on it any more.
function unitsWanted(order: ReadChannelOrder, { quantity, shippedQuantity }: ReadLine): number {
  if (order.fulfilledByChannel || endOf(order) !== null) return 0;
  return order.placedAt < order.connectedAt ? quantity - shippedQuantity : quantity;
}
