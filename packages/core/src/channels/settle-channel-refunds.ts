import type { Tx } from "@cartwright/db";
import type { ChannelName } from "@cartwright/integrations/contracts";

import type { Scope } from "#context.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";
import { applyLockedRefund } from "#payments/apply-refund.ts";
import { reserveRefund } from "#payments/reserve-refund.ts";

import { channelTitle } from "./channel-title.ts";

export interface ChannelRefunds {
  readonly orderId: string;
  readonly channel: ChannelName;
  /** All that the channel has given back so far. */
  readonly refundedMinor: bigint;
}

/**
 * Writes down what a channel has given back, and nobody else is asked. Refunds that wait here for the channel are settled
 * by it, as far as it gave back as much; what it gave back beyond them is a refund of its own. The caller holds the order's
 * row. Less than what is written down already changes nothing.
 */
export async function settleChannelRefunds(
  tx: Tx,
  scope: Scope,
  { orderId, channel, refundedMinor }: ChannelRefunds,
): Promise<void> {
  let order = await lockOrder(tx, scope, orderId);
  const payment = order.payments.find(({ provider }) => provider === channel);
  if (payment === undefined || refundedMinor <= settled(order)) return;
  for (const refund of order.refunds.filter(({ state }) => state === "pending")) {
    // What waits for more than the channel gave back would keep the true refund from being counted.
    const fits = settled(order) + refund.amountMinor <= refundedMinor;
    const truth = fits ? ({ state: "succeeded", failureCode: null } as const) : lessGivenBack;
    const { amountMinor } = refund;
    await applyLockedRefund(tx, scope, {
      order,
      refund,
      truth: { ...truth, providerRefundId: `channel:${refund.id}`, amountMinor },
    });
    order = await lockOrder(tx, scope, orderId);
  }
  const amountMinor = min(refundedMinor - settled(order), order.capturedMinor - order.refundedMinor);
  if (amountMinor <= 0n) return;
  const id = await reserveRefund(tx, scope, {
    order,
    payment,
    amountMinor,
    reason: `Refunded at ${channelTitle(channel)}`,
    requestKey: `channel:${refundedMinor}`,
  });
  order = await lockOrder(tx, scope, orderId);
  const refund = order.refunds.find((each) => each.id === id);
  if (refund === undefined) throw new Error(`refund ${id} is not of order ${orderId}`);
  const truth = { state: "succeeded", providerRefundId: `channel:${id}`, amountMinor, failureCode: null } as const;
  await applyLockedRefund(tx, scope, { order, refund, truth });
}

const lessGivenBack = { state: "failed", failureCode: "channel_gave_back_less" } as const;

function settled(order: LockedOrder): bigint {
  return order.refunds
    .filter(({ state }) => state === "succeeded")
    .reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
