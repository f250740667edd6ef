import { newId, type SqlTx } from "@cartwright/db";
import type { ChannelProduct } from "@cartwright/integrations/contracts";

import { toPlainText } from "#catalog/to-plain-text.ts";
import { toJson } from "#sync/to-json.ts";

import { type PlannedProduct, type PlannedVariant, planProducts } from "./plan-products.ts";
import type { Feed } from "./raw-table.ts";
import { readShelf, type Shelf } from "./read-shelf.ts";

export interface WrittenProduct {
  readonly externalId: string;
  readonly resultId: string | null;
  readonly error: string | null;
}

interface Writing {
  readonly feed: Feed;
  readonly at: Date;
  readonly requestId: string;
  /** Of the shop. */
  readonly locationId: string | null;
  readonly shelf: Shelf;
}

/**
 * Brings products of the shop into our catalogue, in a number of statements that does not grow with them. What came from
 * Shopify is as Shopify says it is; what we sold before is only tied to it. A new variant's stock is what Shopify had for
 * sale, once: from then on our own ledger says how many there are.
 */
export async function writeProducts(
  tx: SqlTx,
  feed: Feed,
  {
    products,
    ...about
  }: { readonly products: readonly ChannelProduct[] } & Pick<Writing, "at" | "requestId" | "locationId">,
): Promise<WrittenProduct[]> {
  if (products.length === 0) return [];
  const shelf = await readShelf(tx, feed, products);
  const { planned, failed } = planProducts(shelf, products);
  const writing = { feed, shelf, ...about };
  const imported = planned.filter(({ way }) => way === "import");
  await upsertProducts(tx, writing, imported);
  await replaceOptions(tx, writing, imported);
  await freeNames(tx, writing, imported);
  await upsertVariants(tx, writing, imported);
  await stockNew(tx, writing, imported);
  await list(tx, writing, planned);
  await showPictures(tx, writing, planned);
  await tell(tx, writing, imported);
  await noteMatched(tx, writing, planned);
  return [
    ...planned.map(({ shop, id }) => ({ externalId: shop.externalId, resultId: id, error: null })),
    ...failed.map(({ externalId, error }) => ({ externalId, resultId: null, error: error.message })),
  ];
}

async function upsertProducts(tx: SqlTx, { feed, at }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const rows = products.map(({ id, slug, shop, variants }) => {
    const prices = variants.map(({ priceMinor }) => priceMinor).toSorted((a, b) => (a < b ? -1 : 1));
    return {
      id,
      slug,
      title: shop.title,
      description: toPlainText(shop.descriptionHtml),
      status: shop.status,
      currency: shop.currency,
      min: String(prices.at(0) ?? 0n),
      max: String(prices.at(-1) ?? 0n),
    };
  });
  await tx.$queryRaw`
    insert into products as p (id, organization_id, slug, title, description, status, published_at, min_price_minor,
      max_price_minor, currency, created_at, updated_at)
    select id, ${feed.organizationId}::uuid, slug, title, description, status::product_status,
      case when status = 'active' then ${at}::timestamptz end, min, max, currency, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, slug text, title text, description text, status text,
      currency text, min bigint, max bigint)
    order by id
    on conflict (id) do update set title = excluded.title, description = excluded.description, status = excluded.status,
      published_at = coalesce(p.published_at, excluded.published_at), min_price_minor = excluded.min_price_minor,
      max_price_minor = excluded.max_price_minor, currency = excluded.currency, version = p.version + 1,
      updated_at = excluded.updated_at`;
}

async function replaceOptions(tx: SqlTx, { feed }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const { organizationId } = feed;
  const rows = products.flatMap(({ id, shop }) =>
    shop.options.map(({ name, values }, position) => ({ id: newId(), productId: id, name, values, position })),
  );
  await tx.$queryRaw`
    delete from product_options
    where organization_id = ${organizationId}::uuid and product_id = any(${products.map(({ id }) => id)}::uuid[])`;
  await tx.$queryRaw`
    insert into product_options (id, organization_id, product_id, name, values, position)
    select id, ${organizationId}::uuid, "productId", name, array(select jsonb_array_elements_text(values)), position
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb)
      as r(id uuid, "productId" uuid, name text, values jsonb, position int)`;
}

// SKUs and options that change places within a product would meet on the way: whoever changes lets go of its own first.
async function freeNames(tx: SqlTx, { feed, at, shelf }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const before = new Map(shelf.variants.map((variant) => [variant.id, variant]));
  const changing = products.flatMap(({ variants }) =>
    variants.filter(({ id, sku, optionKey }) => {
      const known = before.get(id);
      return known !== undefined && (known.sku !== sku || known.optionKey !== optionKey);
    }),
  );
  const taken = new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
  const archived = products.flatMap(({ archive }) => archive);
  const rows = archived.map(({ id, sku }) => ({ id, sku: taken.has(sku) ? `${sku}-${id.slice(-12)}` : sku }));
  await tx.$queryRaw`
    update variants set sku = '~' || id, option_key = '~' || id
    where organization_id = ${feed.organizationId}::uuid and id = any(${changing.map(({ id }) => id)}::uuid[])`;
  await tx.$queryRaw`
    update variants v set archived_at = ${at}::timestamptz, updated_at = ${at}::timestamptz, option_key = 'archived:' || v.id, sku = r.sku
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, sku text)
    where v.organization_id = ${feed.organizationId}::uuid and v.id = r.id`;
}

async function upsertVariants(tx: SqlTx, { feed, at }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const rows = products.flatMap(({ id: productId, shop: { currency }, variants }) =>
    variants.map(({ id, sku, optionKey, position, priceMinor, compareAtMinor, shop }) => ({
      id,
      productId,
      sku,
      optionKey,
      position,
      currency,
      price: String(priceMinor),
      compareAt: compareAtMinor === null ? null : String(compareAtMinor),
      options: shop.options,
      weight: shop.weightGrams,
    })),
  );
  await tx.$queryRaw`
    insert into variants as v (id, organization_id, product_id, sku, title, options, option_key, price_minor,
      compare_at_minor, currency, weight_grams, position, created_at, updated_at)
    select id, ${feed.organizationId}::uuid, "productId", sku, "optionKey", options, "optionKey", price, "compareAt", currency,
      weight, position, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, "productId" uuid, sku text, "optionKey" text,
      options jsonb, price bigint, "compareAt" bigint, currency text, weight int, position int)
    order by id
    on conflict (id) do update set sku = excluded.sku, title = excluded.title, options = excluded.options,
      option_key = excluded.option_key, price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor,
      currency = excluded.currency, weight_grams = excluded.weight_grams, position = excluded.position,
      archived_at = null, updated_at = excluded.updated_at`;
}

// The ledger names the shop: its own count has these already, and is not to be told of them. What the shop keeps no count of
// is not counted here either, until it does or somebody here has.
async function stockNew(tx: SqlTx, { feed, at, shelf }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const rows = products.flatMap(({ variants }) =>
    variants
      .filter(({ id, isNew, shop }) => isNew || (shop.tracked && shelf.uncounted.has(id)))
      .map(({ id, shop }) => ({ id, ledgerId: newId(), onHand: shop.tracked ? Math.max(0, shop.available ?? 0) : 0 })),
  );
  await tx.$queryRaw`
    with fresh as (
      select * from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r(id uuid, "ledgerId" uuid, "onHand" int)
      -- Whoever counted it here meanwhile knows better.
      where not exists (select from stock_ledger g
        where g.organization_id = ${feed.organizationId}::uuid and g.variant_id = r.id)
    ), balances as (
      insert into stock_balances as b (organization_id, variant_id, location_id, on_hand, updated_at)
      select ${feed.organizationId}::uuid, id, ${shelf.locationId}::uuid, "onHand", ${at}::timestamptz from fresh order by id
      on conflict (variant_id, location_id) do update set on_hand = b.on_hand + excluded.on_hand, updated_at = excluded.updated_at
    )
    insert into stock_ledger (id, organization_id, variant_id, location_id, delta_on_hand, reason, note, origin_store_id, at)
    select "ledgerId", ${feed.organizationId}::uuid, id, ${shelf.locationId}::uuid, "onHand", 'import', 'Shopify',
      ${feed.integrationId}::uuid, ${at}::timestamptz
    from fresh where "onHand" > 0`;
}

async function list(tx: SqlTx, { feed, at, locationId }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const { organizationId, integrationId } = feed;
  const rows = products.flatMap(({ shop, variants }) =>
    variants.map((variant) => toListing(shop, variant, locationId)),
  );
  // It has just told us how many there are; it is told when ours are others.
  await tx.$queryRaw`
    insert into channel_listings as l (id, organization_id, channel, store_id, external_id, external_ids, sku, variant_id,
      stock_kept, revision, pushed_revision, created_at)
    select id, ${organizationId}::uuid, 'shopify', ${integrationId}::uuid, "externalId", "externalIds", sku, "variantId",
      tracked, 1, 1, ${at}::timestamptz
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb)
      as r(id uuid, "externalId" text, "externalIds" jsonb, sku text, "variantId" uuid, tracked boolean)
    order by "externalId"
    on conflict (organization_id, channel, store_id, external_id) do update set sku = excluded.sku,
      external_ids = excluded.external_ids, variant_id = excluded.variant_id, stock_kept = excluded.stock_kept
    where (l.sku, l.external_ids, l.variant_id, l.stock_kept)
      is distinct from (excluded.sku, excluded.external_ids, excluded.variant_id, excluded.stock_kept)`;
  await tx.$queryRaw`
    delete from channel_listings
    where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
      and external_ids->>'productId' = any(${products.map(({ shop }) => shop.externalId)}::text[])
      and external_id <> all(${rows.map(({ externalId }) => externalId)}::text[])`;
}

/** By its inventory item at the shop's location, which is what stock is written back to. */
function toListing(
  { externalId: productId }: ChannelProduct,
  { id: variantId, shop }: PlannedVariant,
  locationId: string | null,
) {
  const { externalId, inventoryItemId, sku, tracked } = shop;
  const externalIds = { productId, variantId: externalId, ...(locationId !== null && { locationId }) };
  return { id: newId(), externalId: inventoryItemId, externalIds, sku, tracked, variantId };
}

async function showPictures(tx: SqlTx, { feed }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const { organizationId, integrationId } = feed;
  const rows = products.flatMap(({ shop }) =>
    shop.pictures.map((picture, position) => ({ ...picture, productExternalId: shop.externalId, position })),
  );
  await tx.$queryRaw`
    delete from shopify_pictures where integration_id = ${integrationId}::uuid
      and product_external_id = any(${products.map(({ shop }) => shop.externalId)}::text[])`;
  await tx.$queryRaw`
    insert into shopify_pictures (organization_id, integration_id, product_external_id, external_id, url, alt, width, height,
      position)
    select ${organizationId}::uuid, ${integrationId}::uuid, "productExternalId", "externalId", url, alt, width, height, position
    from jsonb_to_recordset(${toJson(rows)}::text::jsonb) as r("productExternalId" text, "externalId" text, url text, alt text,
      width int, height int, position int)
    on conflict do nothing`;
}

async function tell(tx: SqlTx, { feed, at, requestId }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const rows = products.map(({ id, slug, isNew, wasStatus, shop: { title, status } }) => ({
    eventId: newId(),
    id,
    type: isNew ? "product.created" : archives(status, wasStatus) ? "product.deleted" : "product.updated",
    data: { productId: id, slug, title, status },
  }));
  await writeProductEvents(tx, { organizationId: feed.organizationId, requestId, at }, rows);
}

function archives(status: string, before: string | null): boolean {
  return status === "archived" && before !== "archived";
}

export interface ProductEvent {
  readonly eventId: string;
  readonly id: string;
  readonly type: string;
  readonly data: { readonly productId: string; readonly slug: string; readonly title: string; readonly status: string };
}

/** Many events about products in one statement. */
export async function writeProductEvents(
  tx: SqlTx,
  { organizationId, requestId, at }: { readonly organizationId: string; readonly requestId: string; readonly at: Date },
  events: readonly ProductEvent[],
): Promise<void> {
  await tx.$queryRaw`
    insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace, occurred_at)
    select "eventId", ${organizationId}::uuid, 'product', id, type, data,
      jsonb_build_object('requestId', ${requestId}::text), ${at}::timestamptz
    from jsonb_to_recordset(${toJson(events)}::text::jsonb) as r("eventId" uuid, id uuid, type text, data jsonb)`;
}

async function noteMatched(tx: SqlTx, { feed }: Writing, products: readonly PlannedProduct[]): Promise<void> {
  const ids = products.filter(({ way }) => way === "match").map(({ shop }) => shop.externalId);
  if (ids.length === 0) return;
  await tx.$queryRaw`
    update shopify_products set matched = true
    where integration_id = ${feed.integrationId}::uuid and external_id = any(${ids}::text[]) and not matched`;
}
