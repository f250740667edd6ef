import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { nodePage } from "../node-shape.ts";
import { linePageSelection } from "../order-selection.ts";

/** An order's lines beyond those that came with it. */
export const orderLines = defineQuery<{ id: string; after: string | null }>()({
  document: `
    query OrderLines($id: ID!, $after: String) {
      order(id: $id) { lineItems(first: 50, after: $after) { ${linePageSelection} } }
    }`,
  shape: z.object({ order: z.object({ lineItems: nodePage }).nullable() }),
});
