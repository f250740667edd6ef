import type { ShopifyClient } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

/** Our app at Shopify; throws `service_unavailable` where its keys are not set. */
export function shopifyApp({ shopify }: Pick<Services, "shopify">): ShopifyClient {
  if (shopify === undefined) throw new DomainError("service_unavailable", { service: "shopify" });
  return shopify;
}
