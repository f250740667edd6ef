import { failureWords } from "#channels/failure-words.ts";
import type { Ctx } from "#context.ts";
import { systemContext } from "#system-context.ts";

import { askMarketplace, type Outcome } from "./ask-marketplace.ts";
import type { ReceiptClaim } from "./claim-receipt.ts";
import { type StoreRow, toMarketplaceStore } from "./marketplace-store.ts";
import type { ReceiptRecord } from "./receipt-record.ts";
import { settleReceipt } from "./settle-receipt.ts";

export interface ClaimedReceipt {
  readonly store: StoreRow;
  readonly receipt: string;
  readonly claim: ReceiptClaim;
  /** Ends the question; the claim ends by itself then. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a claimed receipt: its record, and how long the marketplace wants to be left alone, when it said so. */
export interface ImportedClaim {
  readonly record: ReceiptRecord;
  readonly retryAfterMs: number | null;
}

/**
 * Asks about a receipt that was claimed, in the store's own organization, and writes down what came of it. When something of
 * ours fails the receipt is kept to be tried again, and the error is thrown.
 */
export async function importClaimed(
  ctx: Ctx,
  { store: row, receipt, claim, signal }: ClaimedReceipt,
): Promise<ImportedClaim> {
  const { organization_id: organizationId } = row;
  const own = systemContext(ctx, { organizationId, name: "marketplaces", requestId: ctx.requestId });
  const store = toMarketplaceStore(ctx, row);
  let outcome: Outcome;
  try {
    outcome = await askMarketplace(own, { store, receipt, signal });
  } catch (error) {
    const outcome = { status: "pending", error: failureWords(store.channel, error), retryAfterMs: null } as const;
    if (signal?.aborted !== true) await settleReceipt(own, { claim, outcome });
    throw error;
  }
  const record = await settleReceipt(own, { claim, outcome });
  return { record, retryAfterMs: "retryAfterMs" in outcome ? outcome.retryAfterMs : null };
}
