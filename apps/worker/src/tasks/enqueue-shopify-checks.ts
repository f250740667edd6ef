import { enqueueShopChecks } from "@cartwright/core/shopify/enqueue-shop-checks";

import { defineTask } from "#define-task.ts";

export const enqueueShopifyChecksTask = defineTask("enqueue-shopify-checks", ({ services }) =>
  enqueueShopChecks(services),
);
