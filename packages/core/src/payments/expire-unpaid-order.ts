import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { cancelLockedOrder } from "#orders/cancel-locked-order.ts";
import { lockOrder } from "#orders/lock-order.ts";

import { closePayment, openStates } from "./close-payment.ts";

export type ExpiryOutcome = "expired" | "paid" | "not_due" | "still_open";

/**
 * Gives the stock of an unpaid order back once its time is up. The provider is asked to close the payment first, and its
 * answer decides: what was paid a moment before makes the order paid, and only what nobody can pay any more is cancelled.
 * So a payment and an expiry that race use the hold once, whoever wins. Throws `not_found`, `provider_unavailable`.
 */
export async function expireUnpaidOrder(ctx: Ctx, { orderId }: { orderId: string }): Promise<ExpiryOutcome> {
  const { organizationId } = ctx;
  const where = { organizationId_id: { organizationId, id: orderId } };
  const order = await ctx.db.prisma.order.findUnique({
    where,
    include: { payments: { where: { state: { in: [...openStates] } } } },
  });
  if (order === null) throw new DomainError("not_found", { orderId });
  if (!isDue(order, ctx.now())) return "not_due";
  for (const { id } of order.payments) await closePayment(ctx, { paymentId: id });
  const outcome = await transact(ctx.db, async (tx) => {
    const locked = await lockOrder(tx, ctx, orderId);
    if (locked.status !== "pending") return locked.status === "cancelled" ? "expired" : "paid";
    const open = locked.payments.some(({ state }) => openStates.some((each) => each === state));
    if (open) return "still_open";
    await cancelLockedOrder(tx, ctx, { order: locked, reason: "not paid in time" });
    return "expired";
  });
  ctx.wakeRelay();
  return outcome;
}

function isDue({ status, paymentDueAt }: { status: string; paymentDueAt: Date | null }, now: Date): boolean {
  return status === "pending" && paymentDueAt !== null && paymentDueAt <= now;
}
