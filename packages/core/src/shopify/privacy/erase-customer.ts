import type { Services } from "#context.ts";

import type { ShopifyMessage } from "../webhooks/shopify-message.ts";
import { answerPrivacyRequest } from "./answer-privacy-request.ts";
import { eraseAll } from "./erase-all.ts";

/** A customer wants to be forgotten: they are, in every table that came from Shopify. Data that was collected for them goes too. */
export function eraseCustomer(services: Services, message: ShopifyMessage): Promise<"processed"> {
  return answerPrivacyRequest(services, message, {
    kind: "customer_redact",
    async work(tx, subject) {
      const { integrationId, customerId } = subject;
      const erased = await eraseAll(tx, subject);
      await tx.shopifyPrivacyRequest.updateMany({
        where: { integrationId, customerId, kind: "data_request" },
        data: { result: {} },
      });
      return erased;
    },
  });
}
