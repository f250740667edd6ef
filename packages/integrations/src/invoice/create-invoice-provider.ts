import { InvalidSignatureError, ProviderRefusedError } from "../contracts/errors.ts";
import type { PaymentProvider, PaymentRef, ProviderPayment } from "../contracts/payment-provider.ts";

/**
 * Payment by invoice. Nobody outside moves money here: the shop sends the bill, its staff sees the money on the bank
 * account, records it, and pays back by bank transfer. So nothing is known here beyond what was asked, and only
 * repeatable answers are given: an invoice is open until it is voided.
 */
export function createInvoiceProvider(): PaymentProvider {
  const sessionIdOf = (paymentId: string): string => `invoice_${paymentId}`;
  return {
    name: "invoice",
    sessionIdOf,
    create: async ({ paymentId }) => ({
      sessionId: sessionIdOf(paymentId),
      providerPaymentId: null,
      redirectUrl: null,
    }),
    retrieve: async (ref) => describe(ref, "open", 0n, ""),
    capture: async ({ amount, ...ref }) => describe(ref, "captured", amount.minor, amount.currency),
    void: async (ref) => describe(ref, "voided", 0n, ""),
    refund: async ({ refundId, amount }) => ({
      providerRefundId: `transfer_${refundId}`,
      state: "succeeded",
      amountMinor: amount.minor,
      failureCode: null,
    }),
    listRefunds: async () => [],
    readWebhook: () => Promise.reject(new InvalidSignatureError("invoices send no webhooks")),
    parseWebhook() {
      throw new InvalidSignatureError("invoices send no webhooks");
    },
  };
}

function describe(
  ref: PaymentRef,
  state: ProviderPayment["state"],
  capturedMinor: bigint,
  currency: string,
): ProviderPayment {
  const { sessionId, providerPaymentId } = ref;
  if (sessionId === null) throw new ProviderRefusedError("no invoice has this number", { code: "payment_unknown" });
  const paymentId = sessionId.replace(/^invoice_/, "");
  return {
    sessionId,
    providerPaymentId,
    state,
    capturedMinor,
    refundedMinor: 0n,
    currency,
    failureCode: null,
    orderId: null,
    paymentId,
  };
}
