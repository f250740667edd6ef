/**
 * What we subscribe to in every shop, as GraphQL names it. The three privacy topics cannot be subscribed to: they are set in
 * the app's own settings.
 */
export const wantedTopics = [
  "APP_UNINSTALLED",
  "BULK_OPERATIONS_FINISH",
  "PRODUCTS_CREATE",
  "PRODUCTS_UPDATE",
  "PRODUCTS_DELETE",
  "ORDERS_CREATE",
  "ORDERS_UPDATED",
  "ORDERS_PAID",
  "ORDERS_CANCELLED",
  "ORDERS_FULFILLED",
  "ORDERS_EDITED",
  "ORDERS_DELETE",
  "REFUNDS_CREATE",
  "FULFILLMENTS_CREATE",
  "FULFILLMENTS_UPDATE",
  "INVENTORY_LEVELS_UPDATE",
] as const;
