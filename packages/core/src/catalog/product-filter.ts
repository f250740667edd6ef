import { Prisma } from "@cartwright/db";

export type ProductSort = "featured" | "newest" | "price_asc" | "price_desc" | "title" | "relevance";

export interface ProductFilter {
  readonly organizationId: string;
  /** `any` is for staff; shoppers see `active` ones that are published. */
  readonly status: "draft" | "active" | "archived" | "any";
  readonly query?: string | undefined;
  /** Slug of a collection. */
  readonly collection?: string | undefined;
  readonly minPriceMinor?: bigint | undefined;
  readonly maxPriceMinor?: bigint | undefined;
  readonly inStock?: boolean | undefined;
  readonly now: Date;
}

/** Rows of `products p` that the shopper's words and the status let through: what facets are counted over. */
export function matchesWords(filter: ProductFilter): Prisma.Sql {
  return Prisma.sql`p.organization_id = ${filter.organizationId}::uuid AND ${hasStatus(filter)} AND ${hasWords(filter.query)}`;
}

/** True for products of the wanted collection; true for all when none is wanted. */
export function isInCollection(filter: ProductFilter): Prisma.Sql {
  if (filter.collection === undefined) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM collection_products cp JOIN collections c ON c.id = cp.collection_id
    WHERE cp.product_id = p.id AND c.organization_id = p.organization_id AND c.slug = ${filter.collection})`;
}

export function isInPriceRange({ minPriceMinor, maxPriceMinor }: ProductFilter): Prisma.Sql {
  const from = minPriceMinor === undefined ? Prisma.sql`true` : Prisma.sql`p.max_price_minor >= ${minPriceMinor}`;
  const to = maxPriceMinor === undefined ? Prisma.sql`true` : Prisma.sql`p.min_price_minor <= ${maxPriceMinor}`;
  return Prisma.sql`(${from} AND ${to})`;
}

/** True when at least one variant can be bought now. */
export const hasStock = Prisma.sql`EXISTS (
  SELECT 1 FROM variants v JOIN stock_balances b ON b.variant_id = v.id
  WHERE v.organization_id = p.organization_id AND v.product_id = p.id AND v.archived_at IS NULL AND b.on_hand > b.reserved)`;

/** All filters together. */
export function matchesAll(filter: ProductFilter): Prisma.Sql {
  const stock = filter.inStock === true ? hasStock : Prisma.sql`true`;
  return Prisma.sql`${matchesWords(filter)} AND ${isInCollection(filter)} AND ${isInPriceRange(filter)} AND ${stock}`;
}

function hasStatus({ status, now }: ProductFilter): Prisma.Sql {
  if (status === "any") return Prisma.sql`true`;
  if (status === "active") return Prisma.sql`p.status = 'active' AND p.published_at <= ${now}`;
  return Prisma.sql`p.status = ${status}::product_status`;
}

// Contains the words as typed, sounds like them (a typo), or is the SKU of a variant.
function hasWords(query: string | undefined): Prisma.Sql {
  if (query === undefined || query.trim() === "") return Prisma.sql`true`;
  const words = query.trim();
  const contains = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(p.title ILIKE ${contains} OR word_similarity(${words}, p.title) > 0.45 OR p.description ILIKE ${contains}
    OR EXISTS (SELECT 1 FROM variants v WHERE v.organization_id = p.organization_id AND v.product_id = p.id AND v.sku ILIKE ${contains}))`;
}
