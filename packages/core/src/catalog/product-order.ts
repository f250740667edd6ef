import { Prisma } from "@cartwright/db";

import { readKeysetCursor, type keysetValue } from "#paging/keyset-cursor.ts";

import type { ProductFilter, ProductSort } from "./product-filter.ts";

/** How a list is sorted, and how a cursor continues it: by the sorted value, then by id, so that no row is shown twice. */
export interface ProductOrder {
  readonly expression: Prisma.Sql;
  readonly type: keyof typeof keysetValue;
  readonly descending: boolean;
}

/** Finds the order for `sort`; `featured` is the collection's own order, `relevance` needs words to be relevant to. */
export function productOrder(sort: ProductSort | undefined, filter: ProductFilter): ProductOrder {
  const words = filter.query?.trim() ?? "";
  const effective = sort ?? (words === "" ? "featured" : "relevance");
  if (effective === "price_asc" || effective === "price_desc") {
    return {
      expression: Prisma.sql`p.min_price_minor`,
      type: "bigint",
      descending: effective === "price_desc",
    };
  }
  if (effective === "title") return { expression: Prisma.sql`p.title`, type: "text", descending: false };
  if (effective === "relevance" && words !== "") return byRelevance(words);
  if (effective === "featured" && filter.collection !== undefined) return byCollection(filter.collection);
  return {
    expression: Prisma.sql`coalesce(p.published_at, p.created_at)`,
    type: "timestamptz",
    descending: true,
  };
}

/** Reads a cursor back into a condition; a cursor that we did not make is `invalid_input`. */
export function afterCursor(order: ProductOrder, cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [value, id] = readKeysetCursor(cursor, order.type);
  const compare = order.descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${order.expression}, p.id) ${compare} (${value}::${Prisma.raw(order.type)}, ${id}::uuid)`;
}

export function direction(order: ProductOrder): Prisma.Sql {
  return order.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}

function byRelevance(words: string): ProductOrder {
  const prefix = `${words.replace(/[\\%_]/g, "\\$&")}%`;
  return {
    expression: Prisma.sql`((CASE WHEN p.title ILIKE ${prefix} THEN 1000 ELSE 0 END) + (word_similarity(${words}, p.title) * 1000)::int)`,
    type: "int",
    descending: true,
  };
}

function byCollection(slug: string): ProductOrder {
  return {
    expression: Prisma.sql`(SELECT cp.position FROM collection_products cp JOIN collections c ON c.id = cp.collection_id
      WHERE cp.product_id = p.id AND c.organization_id = p.organization_id AND c.slug = ${slug})`,
    type: "int",
    descending: false,
  };
}
