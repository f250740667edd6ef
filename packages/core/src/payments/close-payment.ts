import type { Ctx } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";

import { applyProviderPayment, failedAtStart } from "./apply-provider-payment.ts";
import { askProvider, providerOf } from "./ask-provider.ts";
import { isPaidOutside } from "./paid-outside.ts";
import { learnSession } from "./sync-payment.ts";

/** States in which somebody may still pay. */
export const openStates = ["created", "pending", "authorized"] as const;

/**
 * Makes sure that nobody can pay this payment any more, and applies what is true after that: it may have been paid a moment
 * before, and then the money counts. Does nothing to a payment that has ended. Throws `provider_unavailable`.
 */
export async function closePayment(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<void> {
  const { organizationId } = ctx;
  const where = { organizationId, id: paymentId, state: { in: [...openStates] } };
  const payment = await ctx.db.prisma.payment.findFirst({ where });
  if (payment === null || isPaidOutside(payment.provider)) return;
  const known = payment.state === "created" ? await learnSession(ctx, payment) : payment;
  if (known === null) return applyProviderPayment(ctx, payment, failedAtStart(payment, "payment_refused"));
  const ref = { sessionId: known.providerSessionId, providerPaymentId: known.providerPaymentId };
  const answer = await askProvider(
    providerOf(ctx, payment.provider).void({ ...ref, idempotencyKey: `void:${payment.id}` }),
  );
  if (!answer.ok) throw new DomainError("payment_failed", { paymentId }, { cause: answer.cause });
  await applyProviderPayment(ctx, payment, answer.value);
}

/**
 * Closes payments of an order that was just cancelled. Best effort now, since the caller should not wait for a provider
 * that is away: the rows say what is left to do, and the sweep does it.
 */
export async function closeSoon(ctx: Ctx, paymentIds: readonly string[]): Promise<void> {
  for (const paymentId of paymentIds) {
    try {
      await closePayment(ctx, { paymentId });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      ctx.log.warn({ err: error, paymentId, requestId: ctx.requestId }, "payment_close_delayed");
    }
  }
}
