import type { SyncJob, ShopifyKind, SyncScope } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";
import { systemContext } from "#system-context.ts";

import { findIntegration } from "../find-integration.ts";
import { openShopifyShop } from "../open-shopify-shop.ts";
import { shopifyApp } from "../shopify-app.ts";
import { pullShopify } from "./pull-shopify.ts";
import type { FetchedNode } from "./shopify-sync.ts";

/**
 * The job that pulls one kind of thing from one connected shop.
 *
 * @throws DomainError `integration_not_found` when the organization has no such shop, or it is no longer connected;
 * `service_unavailable` when this process has no app at Shopify
 */
export async function openShopifySync(
  services: Services,
  {
    organizationId,
    requestId,
    kind,
    integrationId,
  }: SyncScope & { readonly kind: ShopifyKind; readonly integrationId: string },
): Promise<SyncJob<FetchedNode>> {
  const integration = await findIntegration(services, { organizationId, integrationId }).catch(inWords);
  const { reader } = shopifyApp(services);
  const organization = await services.db.prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { currency: true },
  });
  const shop = openShopifyShop(services, integration);
  let location: Promise<string | null> | undefined;
  return pullShopify({
    ctx: systemContext(services, { organizationId, name: "shopify", requestId }),
    organizationId,
    integrationId,
    kind,
    shop,
    locationId: () => (location ??= reader.primaryLocation(shop, { signal: AbortSignal.timeout(60_000) })),
    feed: reader.feeds[kind],
    mappers: reader,
    store: { channel: "shopify", storeId: integrationId, connectedAt: integration.installedAt },
    currency: integration.currency ?? organization.currency,
  });
}

// The run keeps it, and staff read it.
function inWords(error: unknown): never {
  if (!isDomainError(error, "integration_not_found")) throw error;
  throw new DomainError(error.code, error.details, { message: "The shop is no longer connected.", cause: error });
}
