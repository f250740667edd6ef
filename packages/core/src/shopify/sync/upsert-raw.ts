import { Prisma, type SqlTx } from "@cartwright/db";
import type { ShopifyItem } from "@cartwright/integrations/contracts";

import { toJson } from "#sync/to-json.ts";

import { type Feed, rawTables, resultColumns } from "./raw-table.ts";

export interface RawBatch {
  /** No id twice. */
  readonly items: readonly ShopifyItem[];
  /** When they were asked for, by our clock. */
  readonly readAt: Date;
  /** The full run that saw them; null for one that looks at what changed alone. */
  readonly seenBy: string | null;
}

export interface RawRow {
  readonly externalId: string;
  readonly result: "created" | "updated" | "unchanged";
  /** What was there before, of the first that changed. */
  readonly before: Readonly<Record<string, unknown>> | null;
}

/** An answer may be older than a deletion that was told meanwhile; Shopify's search knows of one minutes later. */
const searchLagsBy = "10 minutes";
const mostCompared = 20;

/**
 * Keeps what was received, in one statement: a row is replaced by an answer that is as new or newer, never by an older one, and
 * what was deleted comes back only by an answer that was asked for well after. Says which rows are new or changed.
 */
export async function upsertRaw(tx: SqlTx, feed: Feed, { items, readAt, seenBy }: RawBatch): Promise<RawRow[]> {
  const table = rawTables[feed.kind];
  const { organizationId, integrationId } = feed;
  const rows = items.map(({ externalId, createdAt, updatedAt, payload }) => ({
    externalId,
    createdAt,
    updatedAt,
    payload,
  }));
  const written = await tx.$queryRaw<RawRow[]>`
    with incoming as materialized (
      select * from jsonb_to_recordset(${toJson(rows)}::text::jsonb)
        as i("externalId" text, "createdAt" timestamptz, "updatedAt" timestamptz, payload jsonb)
      limit ${rows.length}
    ), written as (
      insert into ${table} as r (organization_id, integration_id, external_id, shop_created_at, shop_updated_at, payload,
        read_at, seen_by)
      select ${organizationId}::uuid, ${integrationId}::uuid, "externalId", "createdAt", "updatedAt", payload,
        ${readAt}::timestamptz, ${seenBy}::uuid
      from incoming order by "externalId"
      on conflict (integration_id, external_id) do update set shop_created_at = excluded.shop_created_at,
        shop_updated_at = excluded.shop_updated_at, payload = excluded.payload, read_at = excluded.read_at,
        seen_by = coalesce(excluded.seen_by, r.seen_by), deleted_at = null, updated_at = now()
      where (r.deleted_at is null or excluded.read_at > r.deleted_at + ${searchLagsBy}::interval)
        and (excluded.shop_updated_at > r.shop_updated_at or excluded.shop_updated_at = r.shop_updated_at
          and (excluded.payload <> r.payload or r.deleted_at is not null or ${unfinished(feed)}))
      returning external_id, xmax = 0 as is_new
    ), compared as (
      select w.external_id, r.payload from written w join ${table} r on r.integration_id = ${integrationId}::uuid
        and r.external_id = w.external_id
      where not w.is_new limit ${mostCompared}
    )
    select i."externalId", case when w.is_new then 'created' when w.external_id is not null then 'updated' else 'unchanged' end
      as result, c.payload as before
    from incoming i left join written w on w.external_id = i."externalId"
      left join compared c on c.external_id = i."externalId"`;
  if (seenBy !== null) await markSeen(tx, feed, { ids: rows.map(({ externalId }) => externalId), seenBy });
  return written;
}

// What could not be brought over the last time, or never was, is taken up again though nothing changed.
function unfinished({ kind }: Feed): Prisma.Sql {
  return Prisma.sql`(r.error is not null or r.${resultColumns[kind]} is null)`;
}

async function markSeen(
  tx: SqlTx,
  { integrationId, kind }: Feed,
  { ids, seenBy }: { readonly ids: readonly string[]; readonly seenBy: string },
): Promise<void> {
  await tx.$queryRaw`
    update ${rawTables[kind]} set seen_by = ${seenBy}::uuid
    where integration_id = ${integrationId}::uuid and external_id = any(${[...ids]}::text[])
      and seen_by is distinct from ${seenBy}::uuid`;
}

/** Notes what became of rows: an id of ours, or why not. */
export async function settleRaw(
  tx: SqlTx,
  { integrationId, kind }: Feed,
  settled: readonly { readonly externalId: string; readonly resultId: string | null; readonly error: string | null }[],
): Promise<void> {
  if (settled.length === 0) return;
  const column = resultColumns[kind];
  await tx.$queryRaw`
    update ${rawTables[kind]} as r set ${column} = coalesce(s."resultId", r.${column}), error = s.error
    from jsonb_to_recordset(${toJson(settled)}::text::jsonb) as s("externalId" text, "resultId" uuid, error text)
    where r.integration_id = ${integrationId}::uuid and r.external_id = s."externalId"`;
}
