import { checkShop } from "@cartwright/core/shopify/check-shop";

import { defineTask } from "#define-task.ts";

export const checkShopifyTask = defineTask("check-shopify", ({ services, payload, signal }) => {
  const { organizationId, integrationId } = payload;
  return checkShop(services, { organizationId, integrationId, signal });
});
