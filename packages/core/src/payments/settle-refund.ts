import type { Prisma } from "@cartwright/db";
import type { ProviderRefund } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";

import { applyRefund } from "./apply-refund.ts";
import { askProvider, providerOf } from "./ask-provider.ts";
import { isPaidOutside } from "./paid-outside.ts";

export interface SettleRefundInput {
  readonly refundId: string;
  /** Asks again about a refund that succeeded: a bank may send it back days later. */
  readonly recheck?: boolean;
}

/**
 * Moves the money of a pending refund, or learns that it has moved. Safe to repeat: the refund's id makes the provider's
 * key. A refusal undoes the refund's reservation. Throws `not_found`, and `provider_unavailable` when asking again may help.
 */
export async function settleRefund(ctx: Ctx, { refundId, recheck = false }: SettleRefundInput): Promise<void> {
  const where = { organizationId_id: { organizationId: ctx.organizationId, id: refundId } };
  const refund = await ctx.db.prisma.refund.findUnique({ where, include: { payment: true } });
  if (refund === null) throw new DomainError("not_found", { refundId });
  if (refund.state === "failed" || (refund.state === "succeeded" && !recheck)) return;
  // It waits until the channel says that it gave the money back.
  if (isPaidOutside(refund.payment.provider)) return;
  await applyRefund(ctx, refund, await askAbout(ctx, refund));
}

/** Settles refunds that were just committed. When the provider is away they stay pending, and the sweep comes back. */
export async function settleSoon(ctx: Ctx, refundIds: readonly string[]): Promise<void> {
  for (const refundId of refundIds) {
    try {
      await settleRefund(ctx, { refundId });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      ctx.log.warn({ err: error, refundId, requestId: ctx.requestId }, "refund_delayed");
    }
  }
}

async function askAbout(
  ctx: Ctx,
  refund: Prisma.RefundGetPayload<{ include: { payment: true } }>,
): Promise<ProviderRefund> {
  const { payment, amountMinor, currency } = refund;
  const answer = await askProvider(
    providerOf(ctx, payment.provider).refund({
      sessionId: payment.providerSessionId,
      providerPaymentId: payment.providerPaymentId,
      idempotencyKey: `refund:${refund.id}`,
      refundId: refund.id,
      providerRefundId: refund.providerRefundId,
      amount: { minor: amountMinor, currency },
      reason: refund.reason,
    }),
  );
  if (answer.ok) return answer.value;
  return { providerRefundId: "", state: "failed", amountMinor, failureCode: answer.code };
}
