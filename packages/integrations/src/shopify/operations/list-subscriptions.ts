import { z } from "zod";

import { defineQuery } from "../define-operation.ts";

/** Webhook subscriptions that our app made in a shop: one page holds all that we ever want. */
export const listSubscriptions = defineQuery<{ first: number }>()({
  document: `
    query ListSubscriptions($first: Int!) {
      webhookSubscriptions(first: $first) { nodes { id topic uri } }
    }`,
  shape: z.object({
    webhookSubscriptions: z.object({
      nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
    }),
  }),
});
