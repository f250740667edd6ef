import { z } from "zod";

import { defineQuery } from "../define-operation.ts";

/** What a shop is called, what it counts in, and what our app may do in it. */
export const readShopFacts = defineQuery<Record<string, never>>()({
  document: `
    query ReadShopFacts {
      shop { id name currencyCode myshopifyDomain }
      currentAppInstallation { accessScopes { handle } }
    }`,
  shape: z.object({
    shop: z.object({ id: z.string(), name: z.string(), currencyCode: z.string(), myshopifyDomain: z.string() }),
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  }),
});
