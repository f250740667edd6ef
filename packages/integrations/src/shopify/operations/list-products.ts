import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { nodePage } from "../node-shape.ts";
import { productSelection } from "../product-selection.ts";

export const listProducts = defineQuery<{ first: number; after: string | null; query: string }>()({
  document: `
    query ListProducts($first: Int!, $after: String, $query: String!) {
      products(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {
        nodes { ${productSelection("page")} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  shape: z.object({ products: nodePage }),
});
