import { z } from "zod";

import { defineMutation } from "../define-operation.ts";

export const deleteSubscription = defineMutation<{ id: string }>()({
  repeatable: false,
  document: `
    mutation DeleteSubscription($id: ID!) {
      webhookSubscriptionDelete(id: $id) {
        deletedWebhookSubscriptionId
        userErrors { field message }
      }
    }`,
  shape: z.object({ webhookSubscriptionDelete: z.object({ deletedWebhookSubscriptionId: z.string().nullable() }) }),
});
