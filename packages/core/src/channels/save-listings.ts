import { newId, runSql } from "@cartwright/db";
import type { ChannelListing, ChannelStore } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

export interface ListingToSave extends ChannelListing {
  /** Ours; null: found by the listing's SKU. */
  readonly variantId: string | null;
}

export interface SavedListings {
  /** Listings that are new here, or that sell another variant than before: each is due to be told its quantity. */
  readonly changed: number;
  /** Listings of which nobody knows what they sell here: they are not kept. */
  readonly unknown: number;
}

const most = 1_000;

/**
 * Keeps which of a store's listings sells which of our variants, up to 1,000 in one statement; the same again changes
 * nothing. From then on the store is told whenever the variant's available quantity changes, and at once when it is new.
 */
export async function saveListings(
  ctx: Ctx,
  { store, listings }: { store: Pick<ChannelStore, "channel" | "storeId">; listings: readonly ListingToSave[] },
): Promise<SavedListings> {
  if (listings.length > most) throw new Error(`${listings.length} listings at once; ${most} at most`);
  if (listings.length === 0) return { changed: 0, unknown: 0 };
  const { organizationId } = ctx;
  const byId = new Map(listings.map((listing) => [listing.externalId, { ...listing, id: newId() }]));
  const [saved] = await runSql(
    ctx.db,
    (sql) => sql.$queryRaw<SavedListings[]>`
      with listed as materialized (
        select l.*, v.id as found
        from jsonb_to_recordset(${JSON.stringify([...byId.values()])}::text::jsonb) as l(
          id uuid, "externalId" text, "externalIds" jsonb, sku text, "variantId" uuid)
        left join variants v on v.organization_id = ${organizationId}::uuid
          and (v.id = l."variantId" or (l."variantId" is null and v.sku = l.sku))
      ), saved as (
        insert into channel_listings (id, organization_id, channel, store_id, external_id, external_ids, sku, variant_id, created_at)
        select id, ${organizationId}::uuid, ${store.channel}, ${store.storeId}::uuid, "externalId", "externalIds", sku, found,
          ${ctx.now().toISOString()}::timestamptz
        from listed where found is not null order by "externalId"
        on conflict (organization_id, channel, store_id, external_id) do update set
          external_ids = excluded.external_ids, sku = excluded.sku, variant_id = excluded.variant_id, error = null,
          revision = channel_listings.revision + (channel_listings.variant_id <> excluded.variant_id)::int
        where (channel_listings.external_ids, channel_listings.variant_id) is distinct from (excluded.external_ids, excluded.variant_id)
          or channel_listings.sku is distinct from excluded.sku
        returning 1
      ), due as (
        insert into channel_pushes (organization_id, channel, store_id, next_push_at)
        select ${organizationId}::uuid, ${store.channel}, ${store.storeId}::uuid, ${ctx.now().toISOString()}::timestamptz
        where exists (select from saved)
        on conflict (organization_id, channel, store_id) do update set
          next_push_at = coalesce(channel_pushes.next_push_at, excluded.next_push_at)
      )
      select (select count(*)::int from saved) as changed, (select count(*)::int from listed where found is null) as unknown`,
  );
  return saved ?? { changed: 0, unknown: 0 };
}

/** Forgets listings that the store has taken down: nothing is told of them any more. Says how many there were. */
export async function removeListings(
  ctx: Pick<Ctx, "db" | "organizationId">,
  { store, externalIds }: { store: Pick<ChannelStore, "channel" | "storeId">; externalIds: readonly string[] },
): Promise<number> {
  const { channel, storeId } = store;
  const where = { organizationId: ctx.organizationId, channel, storeId, externalId: { in: [...externalIds] } };
  const { count } = await ctx.db.prisma.channelListing.deleteMany({ where });
  return count;
}
