import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { nodePage } from "../node-shape.ts";
import { variantPageSelection } from "../product-selection.ts";

/** A product's variants beyond those that came with it. */
export const productVariants = defineQuery<{ id: string; after: string | null }>()({
  document: `
    query ProductVariants($id: ID!, $after: String) {
      product(id: $id) { variants(first: 100, after: $after) { ${variantPageSelection} } }
    }`,
  shape: z.object({ product: z.object({ variants: nodePage }).nullable() }),
});
