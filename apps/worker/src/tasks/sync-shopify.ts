import { syncShopify } from "@cartwright/core/shopify/sync/sync-shopify";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const syncShopifyTask = defineTask("sync-shopify", async ({ services, payload, requestId }) => {
  const { organizationId, kinds, mode, integrationId } = payload;
  const ctx = systemContext(services, { organizationId, name: "schedule", requestId });
  await syncShopify(ctx, { kinds, mode, integrationId });
});
