import { hearAmazon } from "#amazon/index.ts";
import type {
  Carrier,
  Carriers,
  HearMarketplaceHint,
  PaymentProviders,
  ShopifyClient,
  WebhookSource,
  WebhookSources,
} from "#contracts/index.ts";
import { hearEtsy } from "#etsy/index.ts";
import { createInvoiceProvider } from "#invoice/index.ts";
import { createSandboxCarrier } from "#sandbox-carrier/index.ts";
import { createShopifyClient, shopifyScopes } from "#shopify/index.ts";
import type { Secrets } from "#signatures/index.ts";
import { createStripeProvider } from "#stripe/index.ts";
import { guardSettings, type VendorEnv } from "#vendor-env/index.ts";
import { takeWebhooks, type KnownSource } from "#webhook-handler/index.ts";

/** Invoices always; cards where Stripe's keys are set. */
export function openPayments(env: VendorEnv): PaymentProviders {
  const invoice = createInvoiceProvider();
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets, STRIPE_API_BASE: apiBase } = env;
  if (secretKey === undefined || webhookSecrets === undefined) return { invoice };
  const guard = guardSettings(env, "STRIPE");
  return { invoice, stripe: createStripeProvider({ secretKey, webhookSecrets, apiBase, ...guard }) };
}

/** The sandbox's carriers whose secrets are set; none in production. */
export function openCarriers(env: VendorEnv): Carriers {
  const { CARRIER_API_BASE: baseUrl, CARRIER_API_KEY: apiKey } = env;
  if (!env.SANDBOX_CARRIER || baseUrl === undefined || apiKey === undefined) return {};
  const secrets = { posti: env.POSTI_WEBHOOK_SECRET, matkahuolto: env.MATKAHUOLTO_WEBHOOK_SECRET };
  const guard = guardSettings(env, "CARRIER");
  const open: Record<string, Carrier> = {};
  for (const name of ["posti", "matkahuolto"] as const) {
    const webhookSecrets = secrets[name];
    if (webhookSecrets === undefined) continue;
    open[name] = createSandboxCarrier({ name, baseUrl, apiKey, webhookSecrets, ...guard });
  }
  return open;
}

/** Our app at Shopify, where its id and secret are set. */
export function openShopify(env: VendorEnv): ShopifyClient | undefined {
  const { SHOPIFY_API_KEY: clientId, SHOPIFY_API_SECRET: clientSecrets, SHOPIFY_API_BASE: apiBase } = env;
  if (clientId === undefined || clientSecrets === undefined) return undefined;
  return createShopifyClient({
    clientId,
    clientSecrets,
    scopes: shopifyScopes,
    apiBase,
    ...guardSettings(env, "SHOPIFY"),
  });
}

export interface Hearing {
  /** What to do when a marketplace says that an order was placed or changed; without it such messages are kept. */
  readonly hearMarketplace?: HearMarketplaceHint | undefined;
}

/** Others whose secrets are set. The web process checks what they send, the worker acts on it: both open the same ones. */
export function openWebhookSources(env: VendorEnv, { hearMarketplace: hear }: Hearing = {}): WebhookSources {
  const secrets: Record<KnownSource, Secrets | undefined> = {
    github: env.GITHUB_WEBHOOK_SECRET,
    // Shopify signs with the app's own secret.
    shopify: env.SHOPIFY_WEBHOOK_SECRET ?? env.SHOPIFY_API_SECRET,
  };
  const { ETSY_WEBHOOK_SECRET: etsySecret, ETSY_API_BASE: apiBase, AMAZON_WEBHOOK_SECRET: amazonSecret } = env;
  const open: Record<string, WebhookSource> = {};
  if (etsySecret !== undefined) open["etsy"] = hearEtsy({ secret: etsySecret, apiBase, hear });
  if (amazonSecret !== undefined) open["amazon"] = hearAmazon({ secret: amazonSecret, hear });
  for (const name of Object.keys(secrets) as KnownSource[]) {
    const secret = secrets[name];
    if (secret !== undefined) open[name] = takeWebhooks(name, secret);
  }
  return open;
}
