import "server-only";
import pino from "pino";

import type { Services } from "@cartwright/core";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import type { Carriers, PaymentProviders, WebhookSources } from "@cartwright/integrations/contracts";
import { createInvoiceProvider } from "@cartwright/integrations/invoice";
import { createSandboxCarrier } from "@cartwright/integrations/sandbox-carrier";
import { createStripeProvider } from "@cartwright/integrations/stripe";
import { erpWebhooks, githubWebhooks, shopifyWebhooks } from "@cartwright/integrations/webhook-handler";

import { readEnv, type WebEnv } from "./env.ts";

const name = Symbol.for("cartwright.services");

/** What every use case gets, opened once a process, also when Next holds this module several times. */
export function services(): Services {
  return (held()[name] ??= open(readEnv())).services;
}

function open(env: WebEnv): OpenServices {
  return openServices({
    databaseUrl: env.DATABASE_URL,
    maxConnections: env.DATABASE_CONNECTIONS,
    applicationName: "cartwright-web",
    keepCatalog: true,
    log: pino({ level: env.LOG_LEVEL, base: { app: "web" } }),
    payments: openPayments(env),
    carriers: openCarriers(env),
    webhookSources: openWebhookSources(env),
    settings: {
      webUrl: env.WEB_URL.replace(/\/$/, ""),
      holdMs: env.HOLD_MINUTES * 60_000,
      encryptionKey: env.ENCRYPTION_KEY,
      allowPrivateCallbacks: env.ALLOW_PRIVATE_CALLBACKS,
      sandboxCarrier: env.SANDBOX_CARRIER,
    },
  });
}

function openPayments(env: WebEnv): PaymentProviders {
  const invoice = createInvoiceProvider();
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets, STRIPE_API_BASE: apiBase } = env;
  if (secretKey === undefined || webhookSecrets === undefined) return { invoice };
  return { invoice, stripe: createStripeProvider({ secretKey, webhookSecrets, apiBase }) };
}

function openCarriers(env: WebEnv): Carriers {
  const { CARRIER_API_BASE: baseUrl, CARRIER_API_KEY: apiKey } = env;
  if (!env.SANDBOX_CARRIER || baseUrl === undefined || apiKey === undefined) return {};
  const secrets = { posti: env.POSTI_WEBHOOK_SECRET, matkahuolto: env.MATKAHUOLTO_WEBHOOK_SECRET };
  const carriers: Carriers[string][] = [];
  for (const carrier of ["posti", "matkahuolto"] as const) {
    const webhookSecrets = secrets[carrier];
    if (webhookSecrets !== undefined)
      carriers.push(createSandboxCarrier({ name: carrier, baseUrl, apiKey, webhookSecrets }));
  }
  return Object.fromEntries(carriers.map((carrier) => [carrier.name, carrier]));
}

function openWebhookSources(env: WebEnv): WebhookSources {
  const { GITHUB_WEBHOOK_SECRET: github, SHOPIFY_WEBHOOK_SECRET: shopify, ERP_WEBHOOK_SECRET: erp } = env;
  return {
    ...(github === undefined ? {} : { github: githubWebhooks({ secrets: github }) }),
    ...(shopify === undefined ? {} : { shopify: shopifyWebhooks({ secrets: shopify }) }),
    ...(erp === undefined ? {} : { erp: erpWebhooks({ secrets: erp }) }),
  };
}

function held(): Record<symbol, OpenServices | undefined> {
  return globalThis;
}
