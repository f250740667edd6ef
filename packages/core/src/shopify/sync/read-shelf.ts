import type { SqlTx } from "@cartwright/db";
import type { ChannelProduct } from "@cartwright/integrations/contracts";

import { slugify } from "#catalog/product-input.ts";

import type { Feed } from "./raw-table.ts";

export interface KnownProduct {
  readonly externalId: string;
  readonly productId: string;
  readonly matched: boolean;
  readonly slug: string;
  readonly status: string;
}

export interface KnownVariant {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly optionKey: string;
  readonly archived: boolean;
  /** The product came from this shop, so its SKU says nothing about another product of the shop. */
  readonly imported: boolean;
}

/** What we have already that has to do with these products of the shop. */
export interface Shelf {
  readonly currency: string;
  readonly locationId: string;
  readonly products: ReadonlyMap<string, KnownProduct>;
  /** Of the known products, and all that have one of the SKUs. */
  readonly variants: readonly KnownVariant[];
  /** Our variant for each of Shopify's that is known, by its inventory item. */
  readonly listings: ReadonlyMap<string, string>;
  /** Variants of which the shop kept no count until now. */
  readonly uncounted: ReadonlySet<string>;
  readonly slugs: ReadonlySet<string>;
}

/** Reads it in a handful of queries, however many products there are. */
export async function readShelf(tx: SqlTx, feed: Feed, incoming: readonly ChannelProduct[]): Promise<Shelf> {
  const { organizationId, integrationId } = feed;
  const ids = incoming.map(({ externalId }) => externalId);
  const listed = incoming.flatMap(({ variants }) => variants.map(({ inventoryItemId }) => inventoryItemId));
  const skus = incoming.flatMap(({ variants }) => variants.flatMap(({ sku }) => sku ?? []));
  const products = await tx.$queryRaw<KnownProduct[]>`
    select r.external_id as "externalId", r.product_id::text as "productId", r.matched, p.slug, p.status::text as status
    from shopify_products r join products p on p.id = r.product_id
    where r.integration_id = ${integrationId}::uuid and r.external_id = any(${ids}::text[])`;
  const listings = await tx.$queryRaw<{ externalId: string; variantId: string; stockKept: boolean }[]>`
    select external_id as "externalId", variant_id::text as "variantId", stock_kept as "stockKept" from channel_listings
    where organization_id = ${organizationId}::uuid and channel = 'shopify' and store_id = ${integrationId}::uuid
      and external_id = any(${listed}::text[])`;
  const productIds = products.map(({ productId }) => productId);
  const variants = await tx.$queryRaw<KnownVariant[]>`
    select v.id::text, v.product_id::text as "productId", v.sku, v.option_key as "optionKey",
      v.archived_at is not null as archived,
      exists (select from shopify_products r where r.organization_id = v.organization_id and r.product_id = v.product_id
        and r.integration_id = ${integrationId}::uuid) as imported
    from variants v
    where v.organization_id = ${organizationId}::uuid
      and (v.product_id = any(${productIds}::uuid[]) or v.sku = any(${skus}::text[]))`;
  const wanted = incoming.flatMap((product) => [slugOf(product), ownSlugOf(product)]);
  const slugs = await tx.$queryRaw<{ slug: string }[]>`
    select slug from products where organization_id = ${organizationId}::uuid and slug = any(${wanted}::text[])`;
  const [place] = await tx.$queryRaw<{ currency: string; locationId: string }[]>`
    select o.currency, l.id::text as "locationId" from organizations o
    join locations l on l.organization_id = o.id and l.is_default where o.id = ${organizationId}::uuid`;
  if (!place) throw new Error("the organization has no default stock location");
  return {
    ...place,
    products: new Map(products.map((product) => [product.externalId, product])),
    variants,
    listings: new Map(listings.map(({ externalId, variantId }) => [externalId, variantId])),
    uncounted: new Set(listings.flatMap(({ variantId, stockKept }) => (stockKept ? [] : [variantId]))),
    slugs: new Set(slugs.map(({ slug }) => slug)),
  };
}

/** The product's address here, if it is free. */
export function slugOf({ handle, title }: Pick<ChannelProduct, "handle" | "title">): string {
  return slugify(handle || title);
}

/** One that nobody else has. */
export function ownSlugOf(product: Pick<ChannelProduct, "handle" | "title" | "externalId">): string {
  return `${slugOf(product).slice(0, 80)}-${numberOf(product.externalId)}`;
}

/** The number in `gid://shopify/Product/1`, as text: it may be larger than JavaScript can count. */
export function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}
