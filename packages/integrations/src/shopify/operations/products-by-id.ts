import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { node } from "../node-shape.ts";
import { productSelection } from "../product-selection.ts";

export const productsById = defineQuery<{ ids: readonly string[] }>()({
  document: `
    query ProductsById($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Product { ${productSelection("page")} } }
    }`,
  shape: z.object({ nodes: z.array(node.nullable()) }),
});
