export { shopifyApiVersion } from "./api-version.ts";
export { createMemoryBudget } from "./create-memory-budget.ts";
export { defineBulkQuery, defineMutation, defineQuery, type ShopifyBulkQuery } from "./define-operation.ts";
export { createSubscription } from "./operations/create-subscription.ts";
export { deleteSubscription } from "./operations/delete-subscription.ts";
export { listSubscriptions } from "./operations/list-subscriptions.ts";
export { readShopFacts } from "./operations/read-shop-facts.ts";
export { setInventory, type SetInventoryInput } from "./operations/set-inventory.ts";
export { fadesWithinS, type ShopifyPoints, unknownPoints } from "./points.ts";
export { shopifyScopes } from "./scopes.ts";
export { createShopifyClient, type ShopifyClientOptions } from "./shopify-client.ts";
export {
  isShopifyRefusal,
  type ShopifyRefusal,
  ShopifyRefusedError,
  ShopifyThrottledError,
  type ShopifyUserError,
} from "./shopify-errors.ts";
