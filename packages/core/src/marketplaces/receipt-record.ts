import { runSql } from "@cartwright/db";

import type { Services } from "#context.ts";
import type { Money } from "#pricing/money.ts";

/** How the import of a receipt stands. */
export type ReceiptRecord = ImportedReceipt | WaitingReceipt;

export interface ImportedReceipt {
  readonly status: "success";
  /** Ours where the marketplace tells what was bought; else the marketplace's own. */
  readonly orderId: string;
  readonly amount: Money;
  readonly importedAt: Date;
}

export interface WaitingReceipt {
  readonly status: "failed" | "rate_limited" | "pending";
  readonly error: string | null;
  /** When it is tried again; null: by hand alone. */
  readonly nextAttemptAt: Date | null;
}

/** A row of `marketplace_sync_logs`, as far as an answer needs it. */
export interface RecordRow {
  readonly status: ReceiptRecord["status"];
  readonly external_order_id: string | null;
  readonly order_id: string | null;
  readonly amount_minor: bigint | null;
  readonly currency: string | null;
  readonly imported_at: Date | null;
  readonly error: string | null;
  readonly next_attempt_at: Date | null;
}

export function toReceiptRecord(row: RecordRow): ReceiptRecord {
  if (row.status !== "success") {
    return { status: row.status, error: row.error, nextAttemptAt: row.next_attempt_at };
  }
  const { external_order_id: external, amount_minor: minor, currency, imported_at: importedAt } = row;
  if (external === null || minor === null || currency === null || importedAt === null)
    throw new Error("an imported receipt has its order, amount and time");
  return { status: "success", orderId: row.order_id ?? external, amount: { minor, currency }, importedAt };
}

/** The record of a receipt that somebody has claimed or settled. */
export async function readReceiptRecord({ db }: Pick<Services, "db">, logId: string): Promise<ReceiptRecord> {
  const [row] = await runSql(
    db,
    (sql) => sql.$queryRaw<RecordRow[]>`
      select status::text, external_order_id, order_id::text, amount_minor, currency, imported_at, error, next_attempt_at
      from marketplace_sync_logs where id = ${logId}::uuid`,
  );
  if (!row) throw new Error(`the log ${logId} is gone`);
  return toReceiptRecord(row);
}
