import { runSql } from "@cartwright/db";
import type { ChannelListing } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import type { PushTarget } from "./enqueue-due-pushes.ts";

/** A listing that is to be told a quantity, and which of its revisions that is. */
export interface DueListing {
  readonly id: string;
  readonly listing: ChannelListing;
  readonly quantity: number;
  readonly revision: number;
  readonly pushedRevision: number;
}

interface Row extends Omit<DueListing, "listing" | "quantity">, ChannelListing {
  readonly variantId: string;
}

/**
 * The next listings of a store that are due, with what is available of each now. The quantities are read after the revisions,
 * so they are as new as these at least.
 */
export async function readDueListings(
  { db }: Pick<Services, "db">,
  { target, limit }: { target: PushTarget; limit: number },
): Promise<DueListing[]> {
  const { organizationId, channel, storeId } = target;
  return runSql(db, async (sql) => {
    const rows = await sql.$queryRaw<Row[]>`
      select id::text, variant_id::text as "variantId", external_id as "externalId", external_ids as "externalIds", sku,
        revision, pushed_revision as "pushedRevision"
      from channel_listings
      where organization_id = ${organizationId}::uuid and channel = ${channel} and store_id = ${storeId}::uuid
        and revision > pushed_revision
      order by id limit ${limit}`;
    const variantIds = rows.map(({ variantId }) => variantId);
    const shelf = await sql.$queryRaw<{ variantId: string; quantity: number }[]>`
      select variant_id::text as "variantId", sum(greatest(0, on_hand - reserved))::int as quantity
      from stock_balances
      where organization_id = ${organizationId}::uuid and variant_id = any(${variantIds}::uuid[])
      group by variant_id`;
    const available = new Map(shelf.map(({ variantId, quantity }) => [variantId, quantity]));
    return rows.map(({ id, revision, pushedRevision, variantId, ...listing }) => {
      return { id, revision, pushedRevision, listing, quantity: available.get(variantId) ?? 0 };
    });
  });
}
