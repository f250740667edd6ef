import { runSql } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import type { Outcome } from "./ask-marketplace.ts";
import type { ReceiptClaim } from "./claim-receipt.ts";
import { type ReceiptRecord, readReceiptRecord, type RecordRow, toReceiptRecord } from "./receipt-record.ts";
import { mostRefusals, retryDelayMs } from "./retry-delay.ts";

/**
 * Writes down what came of asking about a receipt, and when it is to be tried again. An outcome whose claim ended, and was
 * taken by somebody else, is not written; what they wrote is answered.
 */
export async function settleReceipt(
  ctx: Pick<Ctx, "db" | "now">,
  { claim, outcome }: { claim: ReceiptClaim; outcome: Outcome },
): Promise<ReceiptRecord> {
  const now = ctx.now();
  const bought = outcome.status === "success" ? outcome : null;
  const error = outcome.status === "success" ? null : outcome.error;
  const [row] = await runSql(
    ctx.db,
    (sql) => sql.$queryRaw<RecordRow[]>`
      update marketplace_sync_logs set status = ${outcome.status}::marketplace_log_status, attempts = attempts + 1,
        claimed_until = null, next_attempt_at = ${nextAttemptAt(now, claim, outcome)}::timestamptz,
        external_order_id = ${bought?.externalOrderId ?? null}, order_id = ${bought?.orderId ?? null}::uuid,
        amount_minor = ${bought?.total.minor ?? null}::bigint, currency = ${bought?.total.currency ?? null},
        imported_at = ${bought ? now : null}::timestamptz, error = ${error}, attempted_at = ${now}
      where id = ${claim.logId}::uuid and claim_token = ${claim.token}
      returning status::text, external_order_id, order_id::text, amount_minor, currency, imported_at, error, next_attempt_at`,
  );
  return row ? toReceiptRecord(row) : readReceiptRecord(ctx, claim.logId);
}

function nextAttemptAt(now: Date, { attempts }: ReceiptClaim, outcome: Outcome): Date | null {
  if (outcome.status === "success") return null;
  // What the marketplace does not know today it will not know next year; that it was away says nothing.
  if (outcome.status === "failed" && attempts + 1 >= mostRefusals) return null;
  const retryAfterMs = outcome.status === "failed" ? null : outcome.retryAfterMs;
  return new Date(now.getTime() + retryDelayMs(attempts, retryAfterMs));
}
