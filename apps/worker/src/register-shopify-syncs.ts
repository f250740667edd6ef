import type { Services } from "@cartwright/core";
import { openShopifySync } from "@cartwright/core/shopify/sync/open-shopify-sync";
import { syncFamily } from "@cartwright/core/shopify/sync/shopify-sync";
import type { SyncRegistry } from "@cartwright/integrations/sync";

// Its client waits for points and tries again by itself; what is left is for the database, and for a file that broke off.
const retry = { maxAttempts: 3, budgetMs: 15 * 60_000 };

/** Makes the runs known that pull products and orders from each connected shop. */
export function registerShopifySyncs(sync: SyncRegistry, services: Services): void {
  for (const kind of ["products", "orders"] as const) {
    sync.registerSyncFamily(
      syncFamily(kind),
      ({ what: integrationId, organizationId, requestId }) =>
        openShopifySync(services, { organizationId, requestId, kind, integrationId }),
      { retry, maxRemovedShare: 0.3 },
    );
  }
}
