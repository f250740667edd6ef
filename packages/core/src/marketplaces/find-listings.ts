import { runSql } from "@cartwright/db";
import {
  type ChannelListing,
  type ListingFinder,
  type ListingPage,
  type MarketplaceStore,
  ProviderRefusedError,
} from "@cartwright/integrations/contracts";

import { saveListings } from "#channels/save-listings.ts";
import type { Ctx } from "#context.ts";

import { explainFailure } from "./ask-marketplace.ts";
import type { DueStore } from "./due-receipts.ts";
import { toMarketplaceStore } from "./marketplace-store.ts";
import type { StoreRun } from "./store-run.ts";

export interface FindListings {
  readonly store: DueStore;
  readonly run: StoreRun;
  readonly signal?: AbortSignal | undefined;
}

/** From one walk to the next: what a seller lists anew is told its stock within so long. */
const findEveryMs = 6 * 60 * 60_000;
const skusAtOnce = 20;
const savedAtOnce = 1_000;

/**
 * Looks through what a store has on sale for what is ours by its SKU, and keeps it, so that the store is told how many there are from
 * then on. What is known of a listing already stays as it is: somebody may have said by hand what it sells.
 *
 * A SKU of which nobody ever counted any here is left alone, since the store would be told that there are none. A store that lets us
 * read its orders and not its listings (an app without that scope) goes on with its orders; it is asked again with the next walk.
 */
export async function findListings(ctx: Ctx, { store: row, run, signal }: FindListings): Promise<void> {
  const find = ctx.marketplaces?.[row.marketplace]?.stock?.find;
  if (!find) return;
  const store = toMarketplaceStore(ctx, row);
  let cursor = row.listings_cursor;
  do {
    signal?.throwIfAborted();
    await run.keep();
    const page = await readPage(ctx, { find, store, cursor, signal });
    if (page === "refused") return keepPlace(ctx, row, null);
    if ("status" in page) return run.endEarly({ ...page, error: page.status === "rate_limited" ? null : page.error });
    await keepNew(ctx, store, page.listings);
    cursor = page.nextCursor;
    await keepPlace(ctx, row, cursor);
  } while (cursor !== null && run.ended() === null);
}

interface Walk {
  readonly find: ListingFinder;
  readonly store: MarketplaceStore;
  readonly cursor: string | null;
  readonly signal: AbortSignal | undefined;
}

async function readPage(ctx: Ctx, { find, store, cursor, signal }: Walk) {
  try {
    if (find.list) return await find.list(store, cursor, { signal });
    return await readBySku(ctx, { find, store, cursor, signal });
  } catch (error) {
    if (error instanceof ProviderRefusedError) {
      ctx.log.warn({ err: error, storeId: store.storeId }, "listings_refused");
      return "refused" as const;
    }
    return explainFailure(store, error, signal);
  }
}

/** The other way round: of ours, in their order, which it has. */
async function readBySku(ctx: Ctx, { find, store, cursor, signal }: Walk): Promise<ListingPage> {
  const counted = await listCountedSkus(ctx, cursor ?? "");
  const listings = counted.length === 0 ? [] : ((await find.bySku?.(store, counted, { signal })) ?? []);
  return { listings, nextCursor: counted.length < skusAtOnce ? null : (counted.at(-1) ?? null) };
}

async function listCountedSkus({ db, organizationId }: Ctx, after: string): Promise<string[]> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ sku: string }[]>`
      select sku from variants v
      where organization_id = ${organizationId}::uuid and sku > ${after} and archived_at is null
        and exists (select from stock_ledger l where l.organization_id = v.organization_id and l.variant_id = v.id)
      order by sku limit ${skusAtOnce}`,
  );
  return rows.map(({ sku }) => sku);
}

async function keepNew(ctx: Ctx, store: MarketplaceStore, listings: readonly ChannelListing[]): Promise<void> {
  const { organizationId, db } = ctx;
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ externalId: string; variantId: string }[]>`
      select l."externalId", v.id::text as "variantId"
      from jsonb_to_recordset(${JSON.stringify(listings)}::text::jsonb) as l("externalId" text, sku text)
      join variants v on v.organization_id = ${organizationId}::uuid and v.sku = l.sku and v.archived_at is null
      where exists (select from stock_ledger s where s.organization_id = v.organization_id and s.variant_id = v.id)
        and not exists (select from channel_listings k where k.organization_id = v.organization_id
          and k.channel = ${store.channel} and k.store_id = ${store.storeId}::uuid and k.external_id = l."externalId")`,
  );
  const ours = new Map(rows.map(({ externalId, variantId }) => [externalId, variantId]));
  const fresh = listings.flatMap((listing) => {
    const variantId = ours.get(listing.externalId);
    return variantId === undefined ? [] : [{ ...listing, variantId }];
  });
  // A page is up to a hundred listings, each with as many variations as its seller likes.
  for (let at = 0; at < fresh.length; at += savedAtOnce) {
    const { changed } = await saveListings(ctx, { store, listings: fresh.slice(at, at + savedAtOnce) });
    if (changed > 0) ctx.log.info({ organizationId, storeId: store.storeId, found: changed }, "listings_found");
  }
}

async function keepPlace({ db, now }: Pick<Ctx, "db" | "now">, { id }: DueStore, cursor: string | null): Promise<void> {
  const nextAt = new Date(now().getTime() + findEveryMs);
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update marketplace_stores set listings_cursor = ${cursor},
        next_listings_at = case when ${cursor}::text is null then ${nextAt}::timestamptz else next_listings_at end
      where id = ${id}::uuid and disconnected_at is null`,
  );
}
