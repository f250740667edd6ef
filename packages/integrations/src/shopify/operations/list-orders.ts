import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { nodePage } from "../node-shape.ts";
import { orderSelection } from "../order-selection.ts";

export const listOrders = defineQuery<{ first: number; after: string | null; query: string }>()({
  document: `
    query ListOrders($first: Int!, $after: String, $query: String!) {
      orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {
        nodes { ${orderSelection("page")} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  shape: z.object({ orders: nodePage }),
});
