import { channelTitle } from "./channel-title.ts";
import type { ReadChannelOrder } from "./read-channel-order.ts";

type Stated = Pick<ReadChannelOrder, "cancelled" | "channel" | "lines" | "parcel" | "refundedMinor" | "totalMinor">;

/**
 * Why nobody waits for an order any more, or null: the channel says that it was cancelled, or all of the money went back
 * before anything left.
 */
export function endOf(order: Stated): string | null {
  if (order.cancelled !== null)
    return order.cancelled.reason.slice(0, 500) || `Cancelled at ${channelTitle(order.channel)}`;
  const left = order.parcel !== null || order.lines.some(({ shippedQuantity }) => shippedQuantity > 0);
  const returned = order.totalMinor > 0n && order.refundedMinor === order.totalMinor;
  return returned && !left ? `Refunded at ${channelTitle(order.channel)}` : null;
}
