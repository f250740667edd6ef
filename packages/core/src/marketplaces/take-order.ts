import type { ChannelOrder } from "@cartwright/integrations/contracts";

import { importOrder } from "#channels/import-order.ts";
import type { Ctx } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { fromDecimal } from "#pricing/money.ts";

import type { Outcome } from "./ask-marketplace.ts";

/**
 * Makes an order of ours of what a marketplace tells, or brings that one up to date. An order that makes no sense is a failed
 * import with the reason, and holds up nothing else.
 */
export async function takeOrder(
  ctx: Ctx,
  order: ChannelOrder,
): Promise<Extract<Outcome, { status: "success" | "failed" }>> {
  const total = fromDecimal(order.total, order.currency);
  if (total === null) return { status: "failed", error: `the order's total is no amount of ${order.currency}` };
  try {
    const { orderId } = await importOrder(ctx, order);
    return { status: "success", externalOrderId: order.externalId, orderId, total };
  } catch (error) {
    if (!isDomainError(error, "invalid_input")) throw error;
    return { status: "failed", error: error.message };
  }
}
