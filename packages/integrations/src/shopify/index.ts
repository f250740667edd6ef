export { shopifyApiVersion } from "./api-version.ts";
export { createMemoryBudget } from "./create-memory-budget.ts";
export { defineBulkQuery, defineMutation, defineQuery, type ShopifyBulkQuery } from "./define-operation.ts";
export { shopifyScopes } from "./scopes.ts";
export { createShopifyClient, type ShopifyClientOptions } from "./shopify-client.ts";
