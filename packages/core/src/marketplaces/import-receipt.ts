import { setTimeout as wait } from "node:timers/promises";

import { runSql, type Db } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { gatherPerDb } from "#gathering/gather-per-db.ts";

import { claimReceipt } from "./claim-receipt.ts";
import { importClaimed } from "./import-claimed.ts";
import type { StoreRow } from "./marketplace-store.ts";
import { type ImportedReceipt, type ReceiptRecord, type RecordRow, toReceiptRecord } from "./receipt-record.ts";
import { hashSyncToken } from "./sync-token.ts";

export interface ImportReceipt {
  /** The credential: as `registerStore` gave it. */
  readonly syncToken: string;
  /** The marketplace's receipt or order number. */
  readonly receipt: string;
}

export type ImportAnswer =
  | (Omit<ImportedReceipt, "status"> & { readonly success: true })
  | { readonly success: false; readonly error: "invalid_receipt" | "rate_limited" };

/** As long as somebody who asks for the same receipt waits for the one who is asking. */
const patienceMs = 20_000;
const firstPauseMs = 15;
const longestPauseMs = 250;

/**
 * Imports what was bought under a receipt, once: the marketplace is asked, the answer is kept, and whoever asks again for what
 * was imported is answered from the record. Of many at once one asks, and all answer the same. What has not succeeded is kept
 * as well, and tried again by the store's job; asking for it here is a try of its own.
 *
 * @throws DomainError `unauthenticated` for a sync token that opens no store, `provider_unavailable` when the marketplace was
 * away or does not let us in, `request_in_progress` when another's question takes too long
 */
export async function importReceipt(ctx: Ctx, { syncToken, receipt }: ImportReceipt): Promise<ImportAnswer> {
  const hash = hashSyncToken(syncToken);
  const patientUntil = performance.now() + patienceMs;
  let waited = false;
  for (let pauseMs = firstPauseMs; performance.now() < patientUntil; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const { store, record, isClaimed } = await find(ctx, { hash, receipt });
    if (record !== null && !isClaimed && (waited || record.status === "success")) return toAnswer(record);
    const claim = isClaimed ? null : await claimReceipt(ctx, { store, receipt });
    if (claim !== null) {
      const { record: settled } = await importClaimed(ctx, { store, receipt, claim });
      return toAnswer(settled);
    }
    waited = true;
    await wait(pauseMs);
  }
  throw new DomainError("request_in_progress", { retryAfterMs: 1_000 });
}

function toAnswer(record: ReceiptRecord): ImportAnswer {
  if (record.status === "success") {
    const { orderId, amount, importedAt } = record;
    return { success: true, orderId, amount, importedAt };
  }
  if (record.status === "failed") return { success: false, error: "invalid_receipt" };
  if (record.status === "rate_limited") return { success: false, error: "rate_limited" };
  const message = "The marketplace gave no answer; the receipt is kept and tried again.";
  const nextAttemptAt = record.nextAttemptAt?.toISOString() ?? null;
  throw new DomainError("provider_unavailable", { nextAttemptAt }, { message, cause: record.error });
}

interface Found {
  readonly store: StoreRow;
  /** Null for a receipt that nobody has asked for. */
  readonly record: ReceiptRecord | null;
  /** Somebody is asking now. */
  readonly isClaimed: boolean;
}

interface FoundRow extends StoreRow, Omit<RecordRow, "status" | "currency"> {
  readonly n: number;
  readonly status: RecordRow["status"] | null;
  readonly amount_currency: string | null;
  readonly is_claimed: boolean | null;
}

interface Question {
  readonly hash: Uint8Array;
  readonly receipt: string;
}

async function find({ db }: Ctx, question: Question): Promise<Found> {
  const row = await questionsOf(db).write(question);
  if (!row) throw new DomainError("unauthenticated", {}, { message: "This sync token opens no store." });
  const { status, amount_currency: currency, is_claimed: isClaimed } = row;
  return {
    store: row,
    record: status === null ? null : toReceiptRecord({ ...row, status, currency }),
    isClaimed: isClaimed === true,
  };
}

const mostAtOnce = 100;

const questionsOf = gatherPerDb(findAll, { most: mostAtOnce });

/** Answers null for a token that opens no store. */
async function findAll(db: Db, questions: readonly Question[]): Promise<readonly (FoundRow | null)[]> {
  const hashes = questions.map(({ hash }) => Buffer.from(hash));
  const receipts = questions.map(({ receipt }) => receipt);
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<FoundRow[]>`
      select asked.n::int, store.id::text, store.organization_id::text, store.marketplace::text, store.external_store_id,
        store.currency, store.created_at, log.status::text, log.external_order_id, log.order_id::text, log.amount_minor,
        log.currency as amount_currency, log.imported_at, log.error, log.next_attempt_at,
        log.claimed_until > clock_timestamp() as is_claimed
      from unnest(${hashes}::bytea[], ${receipts}::text[]) with ordinality as asked (hash, receipt, n)
      join marketplace_stores store on store.sync_token_hash = asked.hash and store.disconnected_at is null
      left join marketplace_sync_logs log on log.store_id = store.id and log.receipt = asked.receipt`,
  );
  const found = new Map(rows.map((row) => [row.n, row]));
  return questions.map((_question, index) => found.get(index + 1) ?? null);
}
