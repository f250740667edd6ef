/**
 * What our app may do in a shop. `read_all_orders` is not asked for: Shopify grants it on application only, and without it
 * the orders of the last 60 days are seen.
 */
export const shopifyScopes: readonly string[] = [
  "read_products",
  "read_orders",
  "read_customers",
  "read_inventory",
  "write_inventory",
  "read_locations",
];
