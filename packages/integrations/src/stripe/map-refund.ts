import { z } from "zod";

import type { ProviderRefund } from "../contracts/payment-provider.ts";
import { fromStripeAmount } from "./amount.ts";

const stripeRefund = z.object({
  id: z.string(),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  amount: z.number().int(),
  currency: z.string(),
  failure_reason: z.string().nullish(),
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
