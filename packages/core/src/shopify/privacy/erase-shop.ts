import type { Services } from "#context.ts";

import type { ShopifyMessage } from "../webhooks/shopify-message.ts";
import { answerPrivacyRequest } from "./answer-privacy-request.ts";
import { eraseAll } from "./erase-all.ts";

/**
 * Two days after an app was removed Shopify asks to erase the shop: all that came from it goes but the row that says it was
 * once connected. A shop that has been installed anew meanwhile is left alone.
 */
export async function eraseShop(services: Services, message: ShopifyMessage): Promise<"processed" | "ignored"> {
  const { state, id } = message.integration;
  if (state !== "uninstalled") return "ignored";
  return answerPrivacyRequest(services, message, {
    kind: "shop_redact",
    async work(tx, subject) {
      const erased = await eraseAll(tx, subject);
      await tx.shopifyBudget.deleteMany({ where: { integrationId: id } });
      await tx.shopifyIntegration.update({ where: { id }, data: { shopName: null, scopes: [] } });
      return erased;
    },
  });
}
