import type { z } from "zod";

import type { ShopifyOperation } from "../contracts/shopify.ts";

interface OperationParts<Shape extends z.ZodType> {
  readonly document: string;
  /** The answer's `data`. */
  readonly shape: Shape;
}

/**
 * A query of ours. `defineQuery<{ first: number }>()({ document, shape })`: the variables are named by hand, the shape
 * follows from zod.
 */
export function defineQuery<Variables extends object>() {
  return <Shape extends z.ZodType>(parts: OperationParts<Shape>): ShopifyOperation<Variables, Shape> => ({
    ...parts,
    kind: "query",
    name: nameIn(parts.document, "query"),
    repeatable: true,
  });
}

/** A mutation of ours; `repeatable` when sending it twice does no more than once, as with `@idempotent`. Its payload has `userErrors`. */
export function defineMutation<Variables extends object>() {
  return <Shape extends z.ZodType>(
    parts: OperationParts<Shape> & { readonly repeatable: boolean },
  ): ShopifyOperation<Variables, Shape> => ({ ...parts, kind: "mutation", name: nameIn(parts.document, "mutation") });
}

/** A query for a bulk operation: `edges { node }` throughout, no paging, no variables. */
export interface ShopifyBulkQuery {
  readonly bulkQuery: string;
}

/** Marks a query as one for a bulk operation, so that the tests hold it against Shopify's rules for those. */
export function defineBulkQuery(bulkQuery: string): ShopifyBulkQuery {
  return { bulkQuery };
}

function nameIn(document: string, kind: "query" | "mutation"): string {
  const name = new RegExp(`^\\s*${kind}\\s+(\\w+)`, "m").exec(document)?.[1];
  if (name === undefined) throw new TypeError(`a ${kind} needs a name: ${document.slice(0, 60)}`);
  return name;
}
