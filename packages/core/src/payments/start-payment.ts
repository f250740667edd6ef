import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { applyProviderPayment, failedAtStart } from "./apply-provider-payment.ts";
import { openSession } from "./open-session.ts";

export interface StartedPaymentView {
  /** Where the shopper pays; null for an invoice, and when there is nothing left to pay. */
  readonly paymentUrl: string | null;
}

/**
 * Opens the payment of a pending order at its provider; to be called after the order is committed. Repeating it, also at
 * the same moment and after a crash, gives the same address and opens one session.
 *
 * Throws `not_found`, `payment_failed` when the provider refuses, `provider_unavailable` when it is away: the payment then
 * stays as it is and is opened by a later call or the sweep.
 */
export async function startPayment(ctx: Ctx, { orderId }: { orderId: string }): Promise<StartedPaymentView> {
  const { order, payment } = await readLatestPayment(ctx, orderId);
  if (order.status !== "pending") return { paymentUrl: null };
  if (payment.state === "pending") return { paymentUrl: payment.redirectUrl };
  if (payment.state !== "created") return { paymentUrl: null };
  const opened = await openSession(ctx, order, payment);
  if (opened.ok) return { paymentUrl: opened.value };
  await applyProviderPayment(ctx, payment, failedAtStart(payment, opened.code));
  throw new DomainError("payment_failed", { orderId }, { cause: opened.cause });
}

/** The order's newest attempt to be paid. Throws `not_found`. */
export async function readLatestPayment(ctx: Ctx, orderId: string) {
  const { organizationId } = ctx;
  const order = await ctx.db.prisma.order.findUnique({
    where: { organizationId_id: { organizationId, id: orderId } },
    include: { lines: { orderBy: { position: "asc" } }, payments: { orderBy: { attempt: "desc" }, take: 1 } },
  });
  const payment = order?.payments[0];
  if (!order || payment === undefined) throw new DomainError("not_found", { orderId });
  return { order, payment };
}
