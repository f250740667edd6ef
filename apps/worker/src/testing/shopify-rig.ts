import type { Services } from "@cartwright/core";
import { createShopifyClient, shopifyScopes } from "@cartwright/integrations/shopify";
import { startSandbox, type SandboxProcess } from "@cartwright/integrations/testing";
import { takeWebhooks } from "@cartwright/integrations/webhook-handler";

/** Our app at Shopify; it rotates its secret: the newer first. */
export const shopifyKeys = { clientId: "test-app", clientSecrets: ["test-app-secret", "test-app-older"] } as const;

export interface ShopifyRig {
  readonly sandbox: SandboxProcess;
  /** A shop's lever: `lever("…", "POST", "/orders", { add: 1 })`. */
  lever(shopDomain: string, method: "GET" | "POST" | "PUT", path?: string, body?: unknown): Promise<unknown>;
  /** What a process needs to speak with the sandbox's Shopify. */
  readonly services: Pick<Services, "shopify" | "webhookSources">;
  stop(): Promise<void>;
}

/** The sandbox's Shopify as a process of its own, and our app at it. */
export async function startShopify(): Promise<ShopifyRig> {
  const { clientId, clientSecrets } = shopifyKeys;
  const env = { SHOPIFY_API_KEY: clientId, SHOPIFY_API_SECRET: clientSecrets.join(",") };
  const sandbox = await startSandbox({ env });
  return {
    sandbox,
    lever: (shopDomain, method, path = "", body) =>
      sandbox.control(method, `/shopify/control/shops/${shopDomain}${path}`, body),
    services: {
      shopify: createShopifyClient({
        clientId,
        clientSecrets,
        scopes: shopifyScopes,
        apiBase: `${sandbox.url}/shopify`,
      }),
      webhookSources: { shopify: takeWebhooks("shopify", clientSecrets) },
    },
    stop: () => sandbox.stop(),
  };
}
