import { newId, runSql } from "@cartwright/db";

import type { Services } from "#context.ts";

import type { StoreRow } from "./marketplace-store.ts";

/** The right to ask about one receipt, for a limited time. Whoever claims it later has a higher token. */
export interface ReceiptClaim {
  readonly logId: string;
  readonly token: number;
  /** How often the marketplace was asked before. */
  readonly attempts: number;
}

/** Longer than any client asks; a claim whose holder died ends by itself. */
const claimMs = 60_000;

interface ClaimRow {
  readonly id: string;
  readonly claim_token: number;
  readonly attempts: number;
}

type ClaimServices = Pick<Services, "db" | "now">;

/**
 * Claims a receipt that is to be imported, and writes it down when it is new, in one statement: of many at once one gets it,
 * the others null, as they do for one that was imported. Until the claim is settled the receipt is due again at its end, so
 * none is forgotten.
 */
export async function claimReceipt(
  { db, now }: ClaimServices,
  { store, receipt }: { store: Pick<StoreRow, "id" | "organization_id">; receipt: string },
): Promise<ReceiptClaim | null> {
  const dueAgainAt = new Date(now().getTime() + claimMs);
  const [row] = await runSql(
    db,
    (sql) => sql.$queryRaw<ClaimRow[]>`
      insert into marketplace_sync_logs as log
        (id, organization_id, store_id, receipt, claim_token, claimed_until, next_attempt_at, attempted_at, created_at)
      values (${newId()}::uuid, ${store.organization_id}::uuid, ${store.id}::uuid, ${receipt}, 1,
        clock_timestamp() + ${claimMs} * interval '1 millisecond', ${dueAgainAt}, ${now()}, ${now()})
      on conflict (store_id, receipt) do update set
        claim_token = log.claim_token + 1, claimed_until = excluded.claimed_until, next_attempt_at = excluded.next_attempt_at
      where log.status <> 'success' and (log.claimed_until is null or log.claimed_until <= clock_timestamp())
      returning id::text, claim_token, attempts`,
  );
  return toClaim(row);
}

/** Claims a receipt that is due to be tried again; null when it is no more: somebody else has it, or has imported it. */
export async function claimDueReceipt(
  { db, now }: ClaimServices,
  { logId }: { logId: string },
): Promise<ReceiptClaim | null> {
  const dueAgainAt = new Date(now().getTime() + claimMs);
  const [row] = await runSql(
    db,
    (sql) => sql.$queryRaw<ClaimRow[]>`
      update marketplace_sync_logs log set claim_token = claim_token + 1,
        claimed_until = clock_timestamp() + ${claimMs} * interval '1 millisecond', next_attempt_at = ${dueAgainAt}
      where id = ${logId}::uuid and next_attempt_at <= ${now()}
        and (claimed_until is null or claimed_until <= clock_timestamp())
      returning id::text, claim_token, attempts`,
  );
  return toClaim(row);
}

function toClaim(row: ClaimRow | undefined): ReceiptClaim | null {
  return row ? { logId: row.id, token: row.claim_token, attempts: row.attempts } : null;
}
