import { z } from "zod";

import { defineQuery } from "../define-operation.ts";

/** Where the shop's stock is kept, unless it is told otherwise. */
export const primaryLocation = defineQuery<Record<string, never>>()({
  document: `
    query PrimaryLocation {
      location { id }
    }`,
  shape: z.object({ location: z.object({ id: z.string() }).nullable() }),
});
