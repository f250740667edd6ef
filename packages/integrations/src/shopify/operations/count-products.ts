import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { count } from "../node-shape.ts";

/** Without a limit Shopify stops counting at 10,000. */
export const countProducts = defineQuery<{ query: string | null }>()({
  document: `
    query CountProducts($query: String) {
      productsCount(query: $query, limit: null) { count }
    }`,
  shape: z.object({ productsCount: count }),
});
