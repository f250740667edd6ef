import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import type { StoreView } from "./views.ts";

export interface ListStores {
  readonly cursor?: string | undefined;
  /** 1 to 100, default 25. */
  readonly limit?: number | undefined;
}

interface StoreViewRow extends StoreView {
  readonly cursorAt: string;
}

/**
 * The organization's stores, the newest first, also those that are disconnected.
 *
 * @throws DomainError `invalid_input` when the cursor is not one of ours
 */
export async function listStores(
  { db, organizationId }: Ctx,
  { cursor, limit = 25 }: ListStores = {},
): Promise<{ items: StoreView[]; nextCursor: string | null }> {
  const rows = await db.prisma.$queryRaw<StoreViewRow[]>`
    select ${storeColumns}, created_at::text as "cursorAt"
    from marketplace_stores store
    where organization_id = ${organizationId}::uuid and ${after(cursor)}
    order by store.created_at desc, store.id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null;
  return { items: page.map(({ cursorAt: _, ...store }) => store), nextCursor };
}

const storeColumns = Prisma.sql`
  id::text, marketplace::text, external_store_id as "externalStoreId", store_name as "storeName", currency,
  disconnected_at is null as "isConnected", sync_status::text as "syncStatus", last_sync_at as "lastSyncAt",
  imported_orders as "importedOrders", rate_limited_count as "rateLimitedCount", next_attempt_at as "nextAttemptAt",
  held_until as "heldUntil", last_error as "lastError", created_at as "createdAt", disconnected_at as "disconnectedAt"`;

/**
 * One store of the organization.
 *
 * @throws DomainError `not_found` for a store of somebody else
 */
export async function readStore({ db, organizationId }: Ctx, { storeId }: { storeId: string }): Promise<StoreView> {
  const [store] = await db.prisma.$queryRaw<StoreView[]>`
    select ${storeColumns} from marketplace_stores
    where organization_id = ${organizationId}::uuid and id = ${storeId}::uuid`;
  if (store === undefined) throw new DomainError("not_found", { storeId });
  return store;
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`;
}
