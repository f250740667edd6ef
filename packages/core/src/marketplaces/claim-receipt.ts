import { newId, runSql, type Db } from "@cartwright/db";

import type { Services } from "#context.ts";
import { gatherPerDb } from "#gathering/gather-per-db.ts";

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
 * Claims a receipt that is to be imported, and writes it down when it is new: of many at once one gets it, the others null, as
 * they do for one that was imported. Until the claim is settled the receipt is due again at its end, so none is forgotten.
 */
export async function claimReceipt(
  { db, now }: ClaimServices,
  { store, receipt }: { store: Pick<StoreRow, "id" | "organization_id">; receipt: string },
): Promise<ReceiptClaim | null> {
  const at = now();
  const dueAgainAt = new Date(at.getTime() + claimMs);
  return claimsOf(db).write({
    id: newId(),
    organizationId: store.organization_id,
    storeId: store.id,
    receipt,
    at,
    dueAgainAt,
  });
}

interface Asked {
  readonly id: string;
  readonly organizationId: string;
  readonly storeId: string;
  readonly receipt: string;
  readonly at: Date;
  readonly dueAgainAt: Date;
}

const mostAtOnce = 100;

const claimsOf = gatherPerDb(claimAll, { most: mostAtOnce });

async function claimAll(db: Db, all: readonly Asked[]): Promise<readonly (ReceiptClaim | null)[]> {
  const first = new Map(all.toReversed().map((asked) => [keyOf(asked.storeId, asked.receipt), asked]));
  const asked = [...first.values()];
  const column = <K extends keyof Asked>(key: K): Asked[K][] => asked.map((one) => one[key]);
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<(ClaimRow & { store_id: string; receipt: string })[]>`
      insert into marketplace_sync_logs as log
        (id, organization_id, store_id, receipt, claim_token, claimed_until, next_attempt_at, attempted_at, created_at)
      select id, organization_id, store_id, receipt, 1, clock_timestamp() + ${claimMs} * interval '1 millisecond',
        due_again_at, at, at
      from unnest(
        ${column("id")}::uuid[], ${column("organizationId")}::uuid[], ${column("storeId")}::uuid[],
        ${column("receipt")}::text[], ${column("dueAgainAt")}::timestamptz[], ${column("at")}::timestamptz[]
      ) as asked (id, organization_id, store_id, receipt, due_again_at, at)
      -- In one order, so that two processes that claim the same wait for each other in a line.
      order by store_id, receipt
      on conflict (store_id, receipt) do update set
        claim_token = log.claim_token + 1, claimed_until = excluded.claimed_until, next_attempt_at = excluded.next_attempt_at
      where log.status <> 'success' and (log.claimed_until is null or log.claimed_until <= clock_timestamp())
      returning id::text, claim_token, attempts, store_id::text, receipt`,
  );
  const claims = new Map(rows.map((row) => [keyOf(row.store_id, row.receipt), toClaim(row)]));
  return all.map((one) => {
    const key = keyOf(one.storeId, one.receipt);
    return first.get(key) === one ? (claims.get(key) ?? null) : null;
  });
}

const keyOf = (storeId: string, receipt: string): string => `${storeId}:${receipt}`;

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
