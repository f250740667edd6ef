import type { ShopifyIntegration } from "@cartwright/db";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface IntegrationChoice {
  readonly organizationId: string;
  /** Default: the organization's newest shop that is active. */
  readonly integrationId?: string | undefined;
}

/**
 * The Shopify shop that an organization means. Throws `integration_not_found` when it has none such, or the one it names is
 * no longer active.
 */
export async function findIntegration(
  { db }: Pick<Services, "db">,
  { organizationId, integrationId }: IntegrationChoice,
): Promise<ShopifyIntegration> {
  const found = await db.prisma.shopifyIntegration.findFirst({
    where: { organizationId, state: "active", ...(integrationId !== undefined && { id: integrationId }) },
    orderBy: { id: "desc" },
  });
  if (found === null) throw new DomainError("integration_not_found", { ...(integrationId && { integrationId }) });
  return found;
}
