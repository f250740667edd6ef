import { z } from "zod";

import type { ListedRefund, ProviderRefund } from "../contracts/payment-provider.ts";
import { fromStripeAmount } from "./amount.ts";

const stripeRefund = z.object({
  id: z.string(),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  amount: z.number().int(),
  currency: z.string(),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const states = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
} as const satisfies Record<z.infer<typeof stripeRefund>["status"], ProviderRefund["state"]>;

export function mapRefund(answer: unknown): ProviderRefund {
  const refund = stripeRefund.parse(answer);
  const state = states[refund.status];
  return {
    providerRefundId: refund.id,
    state,
    amountMinor: fromStripeAmount(refund.amount, refund.currency),
    failureCode: state === "failed" ? (refund.failure_reason ?? refund.status) : null,
  };
}

/** A refund from a list, with the id that we gave it when it is ours. */
export function mapListedRefund(answer: unknown): ListedRefund {
  return { ...mapRefund(answer), refundId: stripeRefund.parse(answer).metadata?.["refundId"] ?? null };
}
