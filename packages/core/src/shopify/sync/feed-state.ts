import type { Db, SqlTx } from "@cartwright/db";

import type { Feed } from "./raw-table.ts";

/** Shopify's search learns of a change minutes after it: what is older than this has settled. */
export const overlapMs = 5 * 60_000;

/** Up to when all changes are known to have been read; null before the first run has come to its end. */
export async function readWatermark(db: Db, { integrationId, kind }: Feed): Promise<Date | null> {
  const where = { integrationId_kind: { integrationId, kind } };
  const row = await db.prisma.shopifyFeed.findUnique({ where, select: { watermark: true } });
  return row?.watermark ?? null;
}

/**
 * Notes up to when a run has seen all changes, in the transaction that writes what it has seen: of pages the newest change among
 * them, of an export when it was asked for, since it may hold an older state of what changed while it was made.
 */
export async function noteSeen(
  tx: SqlTx,
  { organizationId, integrationId, kind }: Feed,
  { runId, seenUntil }: { readonly runId: string; readonly seenUntil: Date },
): Promise<void> {
  await tx.$queryRaw`
    insert into shopify_feeds as f (organization_id, integration_id, kind, seen_by, seen_until)
    values (${organizationId}::uuid, ${integrationId}::uuid, ${kind}, ${runId}::uuid, ${seenUntil}::timestamptz)
    on conflict (integration_id, kind) do update set seen_by = excluded.seen_by,
      seen_until = case when f.seen_by = excluded.seen_by then greatest(f.seen_until, excluded.seen_until)
        else excluded.seen_until end`;
}

export interface ReachedEnd {
  readonly runId: string;
  readonly full: boolean;
  readonly at: Date;
}

/**
 * Moves the watermark to the newest change that the run has seen, once it has seen everything; never back. A run that saw
 * nothing leaves it where it was: there is no telling what Shopify's search did not know yet.
 */
export async function moveWatermark(
  db: Db,
  { organizationId, integrationId, kind }: Feed,
  { runId, full, at }: ReachedEnd,
): Promise<void> {
  await db.prisma.$queryRaw`
    insert into shopify_feeds as f (organization_id, integration_id, kind, synced_at, full_synced_at)
    values (${organizationId}::uuid, ${integrationId}::uuid, ${kind}, ${at}::timestamptz, ${full ? at : null}::timestamptz)
    on conflict (integration_id, kind) do update set synced_at = excluded.synced_at,
      full_synced_at = coalesce(excluded.full_synced_at, f.full_synced_at),
      watermark = case when f.seen_by = ${runId}::uuid then greatest(f.watermark, f.seen_until) else f.watermark end`;
}
