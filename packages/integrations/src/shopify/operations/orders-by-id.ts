import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { node } from "../node-shape.ts";
import { orderSelection } from "../order-selection.ts";

export const ordersById = defineQuery<{ ids: readonly string[] }>()({
  document: `
    query OrdersById($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Order { ${orderSelection("page")} } }
    }`,
  shape: z.object({ nodes: z.array(node.nullable()) }),
});
