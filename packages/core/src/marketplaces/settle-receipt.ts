import { runSql, type Db } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { gatherPerDb } from "#gathering/gather-per-db.ts";

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
  const row = await settlementsOf(ctx.db).write(toSettlement(ctx.now(), claim, outcome));
  return row ? toReceiptRecord(row) : readReceiptRecord(ctx, claim.logId);
}

interface Settlement {
  readonly logId: string;
  readonly token: number;
  readonly status: Outcome["status"];
  readonly externalOrderId: string | null;
  readonly orderId: string | null;
  readonly minor: bigint | null;
  readonly currency: string | null;
  readonly importedAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly error: string | null;
  readonly at: Date;
}

function toSettlement(at: Date, claim: ReceiptClaim, outcome: Outcome): Settlement {
  const bought = outcome.status === "success" ? outcome : null;
  return {
    logId: claim.logId,
    token: claim.token,
    status: outcome.status,
    externalOrderId: bought?.externalOrderId ?? null,
    orderId: bought?.orderId ?? null,
    minor: bought?.total.minor ?? null,
    currency: bought?.total.currency ?? null,
    importedAt: bought ? at : null,
    nextAttemptAt: nextAttemptAt(at, claim, outcome),
    error: outcome.status === "success" ? null : outcome.error,
    at,
  };
}

const mostAtOnce = 100;

const settlementsOf = gatherPerDb(settleAll, { most: mostAtOnce });

/** Answers null for an outcome that came too late. */
async function settleAll(db: Db, settled: readonly Settlement[]): Promise<readonly (RecordRow | null)[]> {
  const column = <K extends keyof Settlement>(key: K): Settlement[K][] => settled.map((one) => one[key]);
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<(RecordRow & { id: string; claim_token: number })[]>`
      update marketplace_sync_logs log set status = settled.status, attempts = attempts + 1, claimed_until = null,
        next_attempt_at = settled.next_attempt_at, external_order_id = settled.external_order_id,
        order_id = settled.order_id, amount_minor = settled.amount_minor, currency = settled.currency,
        imported_at = settled.imported_at, error = settled.error, attempted_at = settled.at
      from unnest(
        ${column("logId")}::uuid[], ${column("token")}::int[], ${column("status")}::marketplace_log_status[],
        ${column("externalOrderId")}::text[], ${column("orderId")}::uuid[], ${column("minor")}::bigint[],
        ${column("currency")}::text[], ${column("importedAt")}::timestamptz[],
        ${column("nextAttemptAt")}::timestamptz[], ${column("error")}::text[], ${column("at")}::timestamptz[]
      ) as settled (id, token, status, external_order_id, order_id, amount_minor, currency, imported_at, next_attempt_at,
        error, at)
      where log.id = settled.id and log.claim_token = settled.token
      returning log.id::text, log.claim_token, log.status::text, log.external_order_id, log.order_id::text,
        log.amount_minor, log.currency, log.imported_at, log.error, log.next_attempt_at`,
  );
  const written = new Map(rows.map((row) => [`${row.id}:${row.claim_token}`, row]));
  return settled.map(({ logId, token }) => written.get(`${logId}:${token}`) ?? null);
}

function nextAttemptAt(now: Date, { attempts }: ReceiptClaim, outcome: Outcome): Date | null {
  if (outcome.status === "success") return null;
  // What the marketplace does not know today it will not know next year; that it was away says nothing.
  if (outcome.status === "failed" && attempts + 1 >= mostRefusals) return null;
  const retryAfterMs = outcome.status === "failed" ? null : outcome.retryAfterMs;
  return new Date(now.getTime() + retryDelayMs(attempts, retryAfterMs));
}
