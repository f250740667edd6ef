import type { Tx } from "@cartwright/db";
import type { ProviderPayment } from "@cartwright/integrations/contracts";

import type { Scope } from "#context.ts";
import type { LockedOrder } from "#orders/lock-order.ts";

/** What one application of the provider's word did. */
export interface Applied {
  /** Whether an event was written, so that the relay is worth waking. */
  readonly wrote: boolean;
  /** A refund that now waits for the provider. */
  readonly refundId: string | null;
}

export const nothingApplied: Applied = { wrote: false, refundId: null };

/** Keeps the provider's names for a payment and why the last card failed; also tells the sweep that it was just asked. */
export async function keepProviderIds(
  tx: Tx,
  scope: Scope,
  payment: LockedOrder["payments"][number],
  truth: ProviderPayment,
): Promise<void> {
  await tx.payment.update({
    where: { id: payment.id },
    data: {
      providerSessionId: payment.providerSessionId ?? truth.sessionId,
      providerPaymentId: payment.providerPaymentId ?? truth.providerPaymentId,
      failureCode: truth.failureCode ?? payment.failureCode,
      updatedAt: scope.now(),
    },
    select: { id: true },
  });
}
