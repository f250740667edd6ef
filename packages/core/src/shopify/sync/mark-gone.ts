import { newId, transactSql, type SqlTx } from "@cartwright/db";
import type { SyncRemoval } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { toJson } from "#sync/to-json.ts";

import { type Feed, rawTables } from "./raw-table.ts";
import { writeProductEvents } from "./write-products.ts";

/**
 * Notes that things are gone at Shopify: a product that came from there is archived here, one that we sold before is merely
 * no longer tied to it, an order stays, for it was sold. Says which were there to be noted. Deleted ids never come back, so an
 * id that we have not heard of yet is remembered too: an older answer that is still under way must not bring it in.
 */
export async function markGone(
  ctx: Ctx,
  feed: Feed,
  { externalIds, at }: { readonly externalIds: readonly string[]; readonly at: Date },
): Promise<SyncRemoval[]> {
  if (externalIds.length === 0) return [];
  const gone = await transactSql(ctx.db, async (tx) => {
    const removed = await note(tx, feed, externalIds, at);
    if (feed.kind === "products") {
      await unlist(tx, feed, externalIds);
      await archive(tx, ctx, { feed, externalIds, at });
    }
    return removed;
  });
  ctx.wakeRelay();
  return gone;
}

async function note(tx: SqlTx, feed: Feed, externalIds: readonly string[], at: Date): Promise<SyncRemoval[]> {
  const table = rawTables[feed.kind];
  const rows = await tx.$queryRaw<{ externalId: string; title: string | null; isNew: boolean }[]>`
    insert into ${table} as r (organization_id, integration_id, external_id, shop_created_at, shop_updated_at, payload, read_at,
      deleted_at)
    select ${feed.organizationId}::uuid, ${feed.integrationId}::uuid, id, 'epoch', 'epoch', jsonb_build_object('id', id),
      ${at}::timestamptz, ${at}::timestamptz
    from jsonb_array_elements_text(${toJson(externalIds)}::text::jsonb) as gone(id) order by id
    on conflict (integration_id, external_id) do update set deleted_at = excluded.deleted_at, error = null, updated_at = now()
    where r.deleted_at is null
    returning external_id as "externalId", coalesce(r.payload->>'title', r.payload->>'name') as title, xmax = 0 as "isNew"`;
  return rows.flatMap(({ externalId, title, isNew }) =>
    isNew ? [] : [{ externalId, ...(title !== null && { title }) }],
  );
}

async function unlist(
  tx: SqlTx,
  { organizationId, integrationId }: Feed,
  externalIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    delete from channel_listings
    where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
      and external_ids->>'productId' = any(${[...externalIds]}::text[])`;
}

async function archive(
  tx: SqlTx,
  ctx: Ctx,
  { feed, externalIds, at }: { readonly feed: Feed; readonly externalIds: readonly string[]; readonly at: Date },
): Promise<void> {
  const { organizationId, integrationId } = feed;
  const archived = await tx.$queryRaw<{ id: string; slug: string; title: string }[]>`
    update products p set status = 'archived', version = p.version + 1, updated_at = ${at}::timestamptz
    from shopify_products r
    where r.integration_id = ${integrationId}::uuid and r.external_id = any(${[...externalIds]}::text[]) and not r.matched
      and p.organization_id = ${organizationId}::uuid and p.id = r.product_id and p.status <> 'archived'
    returning p.id::text, p.slug, p.title`;
  const events = archived.map(({ id, slug, title }) => ({
    eventId: newId(),
    id,
    type: "product.deleted",
    data: { productId: id, slug, title, status: "archived" },
  }));
  await writeProductEvents(tx, { organizationId, requestId: ctx.requestId, at }, events);
}
