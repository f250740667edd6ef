import type { Carrier, Carriers, PaymentProviders, WebhookSources } from "#contracts/index.ts";
import { createInvoiceProvider } from "#invoice/index.ts";
import { createSandboxCarrier } from "#sandbox-carrier/index.ts";
import { createStripeProvider } from "#stripe/index.ts";
import { guardSettings, type VendorEnv } from "#vendor-env/index.ts";
import { erpWebhooks, githubWebhooks, shopifyWebhooks } from "#webhook-handler/index.ts";

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

/** Others whose secrets are set. The web process checks what they send, the worker acts on it: both open the same ones. */
export function openWebhookSources(env: VendorEnv): WebhookSources {
  const { GITHUB_WEBHOOK_SECRET: github, SHOPIFY_WEBHOOK_SECRET: shopify, ERP_WEBHOOK_SECRET: erp } = env;
  return {
    ...(github === undefined ? {} : { github: githubWebhooks({ secrets: github }) }),
    ...(shopify === undefined ? {} : { shopify: shopifyWebhooks({ secrets: shopify }) }),
    ...(erp === undefined ? {} : { erp: erpWebhooks({ secrets: erp }) }),
  };
}
