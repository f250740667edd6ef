import { z } from "zod";

import { Prisma } from "@cartwright/db";

import { DomainError } from "#errors.ts";

import type { ProductFilter, ProductSort } from "./product-filter.ts";

/** How a list is sorted, and how a cursor continues it: by the sorted value, then by id, so that no row is shown twice. */
export interface ProductOrder {
  readonly expression: Prisma.Sql;
  readonly cast: Prisma.Sql;
  readonly descending: boolean;
}

/** Finds the order for `sort`; `featured` is the collection's own order, `relevance` needs words to be relevant to. */
export function productOrder(sort: ProductSort | undefined, filter: ProductFilter): ProductOrder {
  const words = filter.query?.trim() ?? "";
  const effective = sort ?? (words === "" ? "featured" : "relevance");
  if (effective === "price_asc" || effective === "price_desc") {
    return {
      expression: Prisma.sql`p.min_price_minor`,
      cast: Prisma.sql`bigint`,
      descending: effective === "price_desc",
    };
  }
  if (effective === "title") return { expression: Prisma.sql`p.title`, cast: Prisma.sql`text`, descending: false };
  if (effective === "relevance" && words !== "") return byRelevance(words);
  if (effective === "featured" && filter.collection !== undefined) return byCollection(filter.collection);
  return {
    expression: Prisma.sql`coalesce(p.published_at, p.created_at)`,
    cast: Prisma.sql`timestamptz`,
    descending: true,
  };
}

/** Reads a cursor back into a condition; a cursor that we did not make is `invalid_input`. */
export function afterCursor(order: ProductOrder, cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [value, id] = readCursor(cursor);
  const compare = order.descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${order.expression}, p.id) ${compare} (${value}::${order.cast}, ${id}::uuid)`;
}

/** The cursor that continues after a row. */
export function writeCursor(sortValue: string, id: string): string {
  return Buffer.from(JSON.stringify([sortValue, id])).toString("base64url");
}

export function direction(order: ProductOrder): Prisma.Sql {
  return order.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
}

const cursorShape = z.tuple([z.string().max(300), z.uuid()]);

function readCursor(cursor: string): [string, string] {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new DomainError("invalid_input", { field: "cursor" }, { message: "This cursor is not one of ours.", cause });
  }
}

function byRelevance(words: string): ProductOrder {
  const prefix = `${words.replace(/[\\%_]/g, "\\$&")}%`;
  return {
    expression: Prisma.sql`((CASE WHEN p.title ILIKE ${prefix} THEN 1000 ELSE 0 END) + (word_similarity(${words}, p.title) * 1000)::int)`,
    cast: Prisma.sql`int`,
    descending: true,
  };
}

function byCollection(slug: string): ProductOrder {
  return {
    expression: Prisma.sql`(SELECT cp.position FROM collection_products cp JOIN collections c ON c.id = cp.collection_id
      WHERE cp.product_id = p.id AND c.organization_id = p.organization_id AND c.slug = ${slug})`,
    cast: Prisma.sql`int`,
    descending: false,
  };
}
