import type { ShopifyIntegration } from "@cartwright/db";
import type { ShopifyShop } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { createBudgetRows } from "./budget-rows.ts";
import { keepAccessToken } from "./keep-access-token.ts";
import { shopifyApp } from "./shopify-app.ts";

/** Which shop, as rows that belong to it name it. */
export type IntegrationKey = Pick<ShopifyIntegration, "id" | "organizationId" | "shopDomain">;

/**
 * The Admin API of a connected shop. Its token is renewed as it runs out, and its points are shared with every other
 * process. Opening it asks nobody.
 *
 * @throws DomainError `service_unavailable` when this process has no app at Shopify. Calls throw what `ShopifyShop` says, and
 * `integration_inactive` once the app was removed or its tokens are dead.
 */
export function openShopifyShop(services: Services, integration: IntegrationKey): ShopifyShop {
  const { shopDomain } = integration;
  const client = shopifyApp(services);
  return client.openShop({
    shopDomain,
    accessToken: (refused) => keepAccessToken(services, { integrationId: integration.id, refused }),
    budget: createBudgetRows(services, integration),
    onOtherVersion: noteVersion(services, integration, client.apiVersion),
  });
}

// Told by every answer, and kept with the first.
function noteVersion({ db, log }: Services, { id, shopDomain }: IntegrationKey, asked: string) {
  let noted = false;
  return (answered: string): void => {
    if (noted) return;
    noted = true;
    log.warn({ shopDomain, answered, asked }, "shopify_version_retired");
    db.prisma.shopifyIntegration
      .updateMany({ where: { id }, data: { answeredVersion: answered } })
      .catch((error: unknown) => log.warn({ err: error, shopDomain }, "shopify_version_not_noted"));
  };
}
