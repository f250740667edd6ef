import type { PaymentStatus } from "#orders/views.ts";

/** Where the money of an order stands, once some was captured. */
export function paymentStatusOf({
  capturedMinor,
  refundedMinor,
}: {
  capturedMinor: bigint;
  refundedMinor: bigint;
}): PaymentStatus {
  if (refundedMinor === 0n) return "paid";
  return refundedMinor < capturedMinor ? "partially_refunded" : "refunded";
}
