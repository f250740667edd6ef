import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore, ReceiptAnswer } from "#contracts/marketplace.ts";
import { orRateLimited } from "#marketplace/or-rate-limited.ts";
import { parseAnswer } from "#marketplace/parse-answer.ts";
import type { VendorAnswer } from "#marketplace/send-once.ts";

import type { EtsyApi } from "./etsy-api.ts";
import { etsyReceipt, wasBought } from "./etsy-receipt.ts";
import { mapReceipt, totalOf } from "./map-receipt.ts";
import { shopPath } from "./shop-path.ts";

/** What Etsy says of one receipt of this shop. One that was paid and cancelled later is accepted, as cancelled. */
export async function fetchReceipt(
  api: EtsyApi,
  {
    store,
    receipt,
    signal,
  }: { readonly store: MarketplaceStore; readonly receipt: string; readonly signal?: AbortSignal | undefined },
): Promise<ReceiptAnswer> {
  if (!/^[1-9]\d{0,14}$/.test(receipt)) return { kind: "refused", reason: "Etsy's receipts are numbers" };
  const path = `${shopPath(store)}/receipts/${receipt}`;
  return orRateLimited(api.call(store, { path, read: (answer) => toReceiptAnswer(answer, store) }, signal));
}

function toReceiptAnswer(answer: VendorAnswer, store: MarketplaceStore): ReceiptAnswer {
  if (answer.status === 404) return { kind: "refused", reason: "Etsy knows no such receipt of this shop" };
  if (!answer.ok) throw refused(answer);
  const receipt = parseAnswer("Etsy", etsyReceipt, answer.body);
  if (!wasBought(receipt)) return { kind: "refused", reason: "the receipt is not paid yet" };
  return {
    kind: "accepted",
    externalOrderId: String(receipt.receipt_id),
    total: totalOf(receipt),
    order: mapReceipt(receipt, store),
  };
}

/** Etsy understood, and said no. */
export function refused({ status, body }: VendorAnswer): ProviderRefusedError {
  const said = typeof body === "object" && body !== null && "error" in body ? String(body.error).slice(0, 200) : "";
  const code = status === 403 ? "unauthorized" : String(status);
  return new ProviderRefusedError(`Etsy refused with ${status}${said && `: ${said}`}`, { code });
}
