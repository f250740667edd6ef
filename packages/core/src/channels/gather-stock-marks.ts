import { transactSql } from "@cartwright/db";

import type { Services } from "#context.ts";

const batch = 5_000;

/**
 * Turns the marks that changes of stock left behind into revisions of listings, and has their stores looked at. Says how many
 * marks there were. Any number of workers may gather at once: what one has taken the others pass by.
 *
 * A mark is seen once the change that left it has committed, and quantities are read after the revision was raised: so
 * what is told to a channel is never older than the mark that asked for it.
 */
export async function gatherStockMarks({ db, now }: Pick<Services, "db" | "now">): Promise<number> {
  const at = now().toISOString();
  const [gathered] = await transactSql(
    db,
    (tx) => tx.$queryRaw<{ marks: number }[]>`
      with taken as (
        delete from channel_stock_marks where id in (
          select id from channel_stock_marks order by id limit ${batch} for update skip locked
        ) returning organization_id, listing_id
      ), locked as materialized (
        select listing.id from channel_listings listing
        where (listing.organization_id, listing.id) in (select organization_id, listing_id from taken) and listing.stock_kept
        order by listing.id for update
      ), raised as (
        update channel_listings set revision = revision + 1 from locked where channel_listings.id = locked.id
        returning organization_id, channel, store_id
      ), due as (
        insert into channel_pushes (organization_id, channel, store_id, next_push_at)
        select distinct organization_id, channel, store_id, ${at}::timestamptz from raised
        order by organization_id, channel, store_id
        on conflict (organization_id, channel, store_id) do update set
          next_push_at = coalesce(channel_pushes.next_push_at, excluded.next_push_at)
      )
      select count(*)::int as marks from taken`,
  );
  return gathered?.marks ?? 0;
}
