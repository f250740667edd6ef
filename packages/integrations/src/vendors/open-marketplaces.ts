import { createAmazonClient, isSellerId } from "#amazon/index.ts";
import type { ChannelName, MarketplaceClient, MarketplaceClients, TokenBucket } from "#contracts/index.ts";
import { createEtsyClient, isShopId } from "#etsy/index.ts";
import { chooseByStore, createValidatingClient } from "#marketplace/index.ts";
import { guardSettings, type VendorEnv } from "#vendor-env/index.ts";

/**
 * The marketplaces whose keys are set, and those whose receipts a validation service judges. `buckets` counts calls for all
 * processes that use the same keys.
 */
export function openMarketplaces(env: VendorEnv, { buckets }: { readonly buckets: TokenBucket }): MarketplaceClients {
  return {
    ...open(openEtsy(env, buckets), openValidating(env, "etsy"), isShopId),
    ...open(openAmazon(env, buckets), openValidating(env, "amazon"), isSellerId),
    ...open(null, openValidating(env, "shopify"), () => false),
  };
}

function open(
  real: MarketplaceClient | null,
  validating: MarketplaceClient | null,
  isReal: (externalStoreId: string) => boolean,
): MarketplaceClients {
  const client = real && validating ? chooseByStore({ real, validating, isReal }) : (real ?? validating);
  return client === null ? {} : { [client.channel]: client };
}

function openEtsy(env: VendorEnv, buckets: TokenBucket): MarketplaceClient | null {
  const { ETSY_KEYSTRING: keystring, ETSY_SHARED_SECRET: sharedSecret, ETSY_API_BASE: apiBase } = env;
  if (keystring === undefined || sharedSecret === undefined) return null;
  return createEtsyClient({ keystring, sharedSecret, apiBase, buckets, ...guardSettings(env, "ETSY") });
}

function openAmazon(env: VendorEnv, buckets: TokenBucket): MarketplaceClient | null {
  const { AMAZON_CLIENT_ID: clientId, AMAZON_CLIENT_SECRET: clientSecret } = env;
  const { AMAZON_MARKETPLACE_IDS: marketplaceIds, AMAZON_REGION: region, AMAZON_API_BASE: apiBase } = env;
  if (clientId === undefined || clientSecret === undefined || marketplaceIds === undefined) return null;
  const guard = guardSettings(env, "AMAZON");
  return createAmazonClient({ clientId, clientSecret, marketplaceIds, region, apiBase, buckets, ...guard });
}

function openValidating(env: VendorEnv, marketplace: ChannelName): MarketplaceClient | null {
  const { MARKETPLACE_API_BASE: baseUrl } = env;
  if (baseUrl === undefined) return null;
  const signIns = {
    etsy: { user: env.MOCK_ETSY_USER, password: env.MOCK_ETSY_PASS },
    shopify: { user: env.MOCK_SHOPIFY_USER, password: env.MOCK_SHOPIFY_PASS },
    amazon: { user: env.MOCK_AMAZON_USER, password: env.MOCK_AMAZON_PASS },
  };
  return createValidatingClient({
    marketplace,
    baseUrl,
    ...signIns[marketplace],
    ...guardSettings(env, "MARKETPLACE"),
  });
}
