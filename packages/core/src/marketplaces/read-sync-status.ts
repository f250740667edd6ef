import { runSql } from "@cartwright/db";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

import { hashSyncToken } from "./sync-token.ts";

/** `pending`: no logs. For the others see `docs/marketplaces.md`. */
export type StoreSyncStatus = "pending" | "success" | "failed" | "partial";

export interface SyncStatusView {
  /** When the marketplace was last asked for the store; null: never. */
  readonly lastSyncAt: Date | null;
  readonly importedOrders: number;
  readonly syncStatus: StoreSyncStatus;
  /** Receipts that wait because the marketplace takes no more questions. */
  readonly rateLimitedCount: number;
}

interface StatusRow {
  last_sync_at: Date | null;
  imported_orders: number;
  sync_status: StoreSyncStatus;
  rate_limited_count: number;
}

/**
 * How a store's imports stand: one row, found by its token. What it sums up is written together with the logs, so it is as new
 * as they are.
 *
 * @throws DomainError `unauthenticated` for a sync token that opens no store
 */
export async function readSyncStatus(
  { db }: Pick<Services, "db">,
  { syncToken }: { syncToken: string },
): Promise<SyncStatusView> {
  const [row] = await runSql(
    db,
    (sql) => sql.$queryRaw<StatusRow[]>`
      select last_sync_at, imported_orders, sync_status::text, rate_limited_count from marketplace_stores
      where sync_token_hash = ${hashSyncToken(syncToken)} and disconnected_at is null`,
  );
  if (!row) throw new DomainError("unauthenticated", {}, { message: "This sync token opens no store." });
  return {
    lastSyncAt: row.last_sync_at,
    importedOrders: row.imported_orders,
    syncStatus: row.sync_status,
    rateLimitedCount: row.rate_limited_count,
  };
}
