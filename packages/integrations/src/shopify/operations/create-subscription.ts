import { z } from "zod";

import { defineMutation } from "../define-operation.ts";

/** Not repeatable: Shopify refuses a second one of a topic to the same address, which would look like a failure. */
export const createSubscription = defineMutation<{ topic: string; webhookSubscription: { uri: string } }>()({
  repeatable: false,
  document: `
    mutation CreateSubscription($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
        webhookSubscription { id }
        userErrors { field message }
      }
    }`,
  shape: z.object({ webhookSubscriptionCreate: z.object({ webhookSubscription: z.object({ id: z.string() }) }) }),
});
