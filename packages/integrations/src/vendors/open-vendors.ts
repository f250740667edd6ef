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
import { createMatkahuolto } from "#matkahuolto/index.ts";
import { createPosti } from "#posti/index.ts";
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

/** The carriers whose credentials are set. A webhook secret lets them tell of parcels; without one they are asked. */
export function openCarriers(env: VendorEnv): Carriers {
  const posti = openPosti(env);
  const matkahuolto = openMatkahuolto(env);
  return { ...(posti && { posti }), ...(matkahuolto && { matkahuolto }) };
}

function openPosti(env: VendorEnv): Carrier | null {
  const { POSTI_CLIENT_ID: clientId, POSTI_CLIENT_SECRET: clientSecret } = env;
  const { POSTI_GATEWAY_SECRET: gatewaySecret, POSTI_CUSTOMER_NUMBER: customerNumber } = env;
  const given = [clientId, clientSecret, gatewaySecret, customerNumber];
  if (given.every((value) => value === undefined)) return null;
  if (!clientId || !clientSecret || !gatewaySecret || !customerNumber)
    throw new Error(
      "Set POSTI_CLIENT_ID, POSTI_CLIENT_SECRET, POSTI_GATEWAY_SECRET and POSTI_CUSTOMER_NUMBER, or none.",
    );
  return createPosti({
    clientId,
    clientSecret,
    gatewaySecret,
    customerNumber,
    authBase: env.POSTI_AUTH_BASE,
    apiBase: env.POSTI_API_BASE,
    trackingBase: env.POSTI_TRACKING_BASE,
    webhookSecrets: env.POSTI_WEBHOOK_SECRET,
    ...guardSettings(env, "POSTI"),
  });
}

function openMatkahuolto(env: VendorEnv): Carrier | null {
  const { MATKAHUOLTO_USER: user, MATKAHUOLTO_PASSWORD: password, MATKAHUOLTO_API_BASE: apiBase } = env;
  if (user === undefined && password === undefined) return null;
  if (!user || !password) throw new Error("Set MATKAHUOLTO_USER and MATKAHUOLTO_PASSWORD, or neither.");
  const webhookSecrets = env.MATKAHUOLTO_WEBHOOK_SECRET;
  return createMatkahuolto({ user, password, apiBase, webhookSecrets, ...guardSettings(env, "MATKAHUOLTO") });
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
