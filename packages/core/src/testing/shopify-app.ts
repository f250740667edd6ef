import type { ShopifyClient } from "@cartwright/integrations/contracts";
import { createShopifyClient, shopifyScopes } from "@cartwright/integrations/shopify";

/** Of the app that tests have at Shopify; it rotates its secret: the newer first. */
export const shopifyKeys = { clientId: "test-app", clientSecrets: ["test-app-secret", "test-app-older"] } as const;

/** Our app at a Shopify that is below `apiBase`. Nobody is asked before it is used. */
export function createShopifyApp(apiBase: string): ShopifyClient {
  return createShopifyClient({ ...shopifyKeys, scopes: shopifyScopes, apiBase });
}
