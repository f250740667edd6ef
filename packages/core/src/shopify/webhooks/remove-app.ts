import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import type { ShopifyMessage } from "./shopify-message.ts";

/**
 * The merchant removed the app: its tokens are erased, and nothing is asked of the shop any more. What was brought over
 * stays until Shopify asks to erase it, two days later. A message from before the app was installed anew changes nothing.
 */
export async function removeApp(services: Services, message: ShopifyMessage): Promise<"processed" | "ignored"> {
  const { integration, triggeredAt, requestId } = message;
  const { id, organizationId, shopDomain } = integration;
  // Shopify's time has whole seconds: a removal within the second of the installation came after it.
  const until = new Date(triggeredAt.getTime() + 1_000);
  return transact(services.db, async (tx) => {
    const { count } = await tx.shopifyIntegration.updateMany({
      where: { id, state: { not: "uninstalled" }, installedAt: { lt: until } },
      data: {
        state: "uninstalled",
        stateReason: "The app was removed in Shopify.",
        uninstalledAt: triggeredAt,
        accessTokenEnc: null,
        accessTokenExpiresAt: null,
        refreshTokenEnc: null,
        refreshTokenExpiresAt: null,
        refreshLease: null,
        refreshLeaseUntil: null,
        updatedAt: services.now(),
      },
    });
    if (count === 0) return "ignored";
    const scope = systemContext(services, { organizationId, name: "shopify", requestId });
    const data = { shopDomain };
    await recordAudit(tx, scope, {
      action: "shopify.removed",
      subjectType: "shopify_integration",
      subjectId: id,
      data,
    });
    return "processed";
  });
}
