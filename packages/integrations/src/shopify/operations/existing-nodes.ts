import { z } from "zod";

import { defineQuery } from "../define-operation.ts";

/** Whether they are still there; asks nothing else of them, so that many cost little. */
export const existingNodes = defineQuery<{ ids: readonly string[] }>()({
  document: `
    query ExistingNodes($ids: [ID!]!) {
      nodes(ids: $ids) { id }
    }`,
  shape: z.object({ nodes: z.array(z.object({ id: z.string() }).nullable()) }),
});
