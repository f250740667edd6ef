import type { MarketplaceStore, ReceiptAnswer } from "#contracts/marketplace.ts";
import { orRateLimited } from "#marketplace/or-rate-limited.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import { type AmazonApi, refused } from "./amazon-api.ts";
import { amazonOrderAnswer, includedData, isPending } from "./amazon-order.ts";
import { mapOrder, totalOf } from "./map-order.ts";

/** What Amazon says of one order of this seller. One that was cancelled is accepted, as cancelled. */
export async function fetchOrder(
  api: AmazonApi,
  {
    store,
    orderId,
    signal,
  }: { readonly store: MarketplaceStore; readonly orderId: string; readonly signal?: AbortSignal | undefined },
): Promise<ReceiptAnswer> {
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId))
    return { kind: "refused", reason: "Amazon's orders look like 123-1234567-1234567" };
  const path = `/orders/2026-01-01/orders/${orderId}?includedData=${includedData}`;
  const read = (answer: VendorAnswer): ReceiptAnswer => toReceiptAnswer(answer, store);
  return orRateLimited(api.call(store, { operation: "getOrder", path, read }, signal));
}

function toReceiptAnswer(answer: VendorAnswer, store: MarketplaceStore): ReceiptAnswer {
  if (answer.status === 404) return { kind: "refused", reason: "Amazon knows no such order of this seller" };
  if (!answer.ok) throw refused(answer);
  const { order } = parseAnswer("Amazon", amazonOrderAnswer, answer.body);
  if (isPending(order)) return { kind: "refused", reason: "the order's payment is still pending at Amazon" };
  return {
    kind: "accepted",
    externalOrderId: order.orderId,
    total: totalOf(order, store),
    order: mapOrder(order, store),
  };
}
