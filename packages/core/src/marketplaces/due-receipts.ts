import { runSql } from "@cartwright/db";
import type { ChannelName } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import type { StoreRow } from "./marketplace-store.ts";

/** A receipt whose next attempt is due. */
export interface DueReceipt {
  readonly id: string;
  readonly receipt: string;
}

/** Receipts of a store that are due and that nobody asks about, the longest due first. */
export async function listDueReceipts(
  { db, now }: Pick<Ctx, "db" | "now">,
  { storeId, limit }: { storeId: string; limit: number },
): Promise<DueReceipt[]> {
  // Sorted by the column: `id` alone would be the text that is answered, which no index has in order.
  return runSql(
    db,
    (sql) => sql.$queryRaw<DueReceipt[]>`
      select log.id::text, log.receipt from marketplace_sync_logs log
      where store_id = ${storeId}::uuid and next_attempt_at <= ${now()}
        and (claimed_until is null or claimed_until <= clock_timestamp())
      order by log.next_attempt_at, log.id limit ${limit}`,
  );
}

/** A store whose job has something to do. */
export interface DueStore extends StoreRow {
  /** Runs in a row that ended early. */
  readonly failed_runs: number;
  /** Everything that changed before is here; null: nothing was looked for yet. */
  readonly pulled_until: Date | null;
  /** The next page of what has changed since. */
  readonly pull_cursor: string | null;
  readonly is_pull_due: boolean;
  /** The next page of what it lists. */
  readonly listings_cursor: string | null;
  readonly are_listings_due: boolean;
}

/** The store, when it is connected, not held back, and has something due to be tried again or looked for; else null. */
export async function findDueStore(
  { db, now, organizationId }: Pick<Ctx, "db" | "now" | "organizationId">,
  { storeId }: { storeId: string },
): Promise<DueStore | null> {
  const [store] = await runSql(
    db,
    (sql) => sql.$queryRaw<(DueStore & { marketplace: ChannelName })[]>`
      select id::text, organization_id::text, marketplace::text, external_store_id, currency, created_at, failed_runs,
        pulled_until, pull_cursor, coalesce(next_pull_at <= ${now()}, false) as is_pull_due,
        listings_cursor, next_listings_at <= ${now()} as are_listings_due
      from marketplace_stores
      where id = ${storeId}::uuid and organization_id = ${organizationId}::uuid and disconnected_at is null
        and least(next_attempt_at, next_pull_at) <= ${now()} and coalesce(held_until, ${now()}) <= ${now()}`,
  );
  return store ?? null;
}
