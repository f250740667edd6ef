import { newId, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { type LockedOrder, lockOrder } from "#orders/lock-order.ts";

import { startPayment, type StartedPaymentView } from "./start-payment.ts";

/**
 * Another try to pay, after the last one failed and while the stock is still held. While a try is open this answers with
 * its address; two clicks at once make one attempt. Throws `not_found`, `invalid_order_state`, and as `startPayment`.
 */
export async function retryPayment(ctx: Ctx, { orderId }: { orderId: string }): Promise<StartedPaymentView> {
  await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const latest = order.payments.at(-1);
    if (latest === undefined) throw new DomainError("not_found", { orderId });
    if (order.status !== "pending") throw new DomainError("invalid_order_state", { orderId, status: order.status });
    if (latest.state !== "failed" && latest.state !== "voided") return;
    await addAttempt(tx, ctx, { order, latest });
  });
  return startPayment(ctx, { orderId });
}

async function addAttempt(
  tx: Tx,
  ctx: Ctx,
  { order, latest }: { order: LockedOrder; latest: LockedOrder["payments"][number] },
): Promise<void> {
  const now = ctx.now();
  if (order.paymentDueAt !== null && order.paymentDueAt <= now) {
    throw new DomainError("invalid_order_state", {
      orderId: order.id,
      status: order.status,
      holdEndedAt: order.paymentDueAt.toISOString(),
    });
  }
  const { organizationId, id: orderId } = order;
  const { provider, currency, amountMinor } = latest;
  const attempt = latest.attempt + 1;
  const id = newId();
  const row = { id, organizationId, orderId, attempt, provider, currency, amountMinor, createdAt: now, updatedAt: now };
  await tx.payment.create({ data: row, select: { id: true } });
  await tx.order.update({
    where: { id: orderId },
    data: { paymentStatus: "pending", updatedAt: now },
    select: { id: true },
  });
  await recordAudit(tx, ctx, {
    action: "payment.retried",
    subjectType: "order",
    subjectId: orderId,
    data: { paymentId: id, attempt },
  });
}
