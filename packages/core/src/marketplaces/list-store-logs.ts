import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import type { StoreLogView } from "./views.ts";

export interface ListStoreLogs {
  readonly storeId: string;
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
}

interface LogRow extends Omit<StoreLogView, "amount"> {
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly cursorAt: string;
}

/**
 * What was to be imported from a store, the last that was asked about first. One that is asked about while somebody pages
 * moves to the front.
 *
 * @throws DomainError `not_found` for a store of somebody else, `invalid_input` when the cursor is not one of ours
 */
export async function listStoreLogs(
  { db, organizationId }: Ctx,
  { storeId, cursor, limit = 25 }: ListStoreLogs,
): Promise<{ items: StoreLogView[]; nextCursor: string | null }> {
  const known = await db.prisma.marketplaceStore.count({ where: { id: storeId, organizationId } });
  if (known === 0) throw new DomainError("not_found");
  const rows = await db.prisma.$queryRaw<LogRow[]>`
    select id::text, receipt, status::text, attempts, next_attempt_at as "nextAttemptAt", error,
      external_order_id as "externalOrderId", order_id::text as "orderId", amount_minor as "amountMinor", currency,
      imported_at as "importedAt", attempted_at as "attemptedAt", attempted_at::text as "cursorAt"
    from marketplace_sync_logs log where store_id = ${storeId}::uuid and ${after(cursor)}
    order by log.attempted_at desc, log.id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null;
  return { items: page.map(toView), nextCursor };
}

function toView({ amountMinor: minor, currency, cursorAt: _, ...log }: LogRow): StoreLogView {
  return { ...log, amount: minor === null || currency === null ? null : { minor, currency } };
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(attempted_at, id) < (${at}::timestamptz, ${id}::uuid)`;
}
