import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { count } from "../node-shape.ts";

/** Without a limit Shopify stops counting at 10,000. */
export const countOrders = defineQuery<{ query: string | null }>()({
  document: `
    query CountOrders($query: String) {
      ordersCount(query: $query, limit: null) { count }
    }`,
  shape: z.object({ ordersCount: count }),
});
