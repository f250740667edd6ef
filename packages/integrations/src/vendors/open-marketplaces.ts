import type { ChannelName } from "#contracts/channel.ts";
import type { MarketplaceClient, MarketplaceClients } from "#contracts/marketplace.ts";
import { createValidatingClient } from "#marketplace/index.ts";
import { guardSettings, type VendorEnv } from "#vendor-env/index.ts";

/** Marketplaces behind the validation service, those that have a sign-in there; none where the service is not set. */
export function openMarketplaces(env: VendorEnv): MarketplaceClients {
  const { MARKETPLACE_API_BASE: baseUrl } = env;
  if (baseUrl === undefined) return {};
  const guard = guardSettings(env, "MARKETPLACE");
  const open: Partial<Record<ChannelName, MarketplaceClient>> = {};
  for (const [marketplace, { user, password }] of signIns(env)) {
    if (user === undefined || password === undefined) continue;
    open[marketplace] = createValidatingClient({ marketplace, baseUrl, user, password, ...guard });
  }
  return open;
}

function signIns(env: VendorEnv): [ChannelName, { user: string | undefined; password: string | undefined }][] {
  return [
    ["etsy", { user: env.MOCK_ETSY_USER, password: env.MOCK_ETSY_PASS }],
    ["shopify", { user: env.MOCK_SHOPIFY_USER, password: env.MOCK_SHOPIFY_PASS }],
    ["amazon", { user: env.MOCK_AMAZON_USER, password: env.MOCK_AMAZON_PASS }],
  ];
}
