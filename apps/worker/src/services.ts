import { pino } from "pino";

import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import type { Carrier, Carriers, PaymentProviders } from "@cartwright/integrations/contracts";
import { createInvoiceProvider } from "@cartwright/integrations/invoice";
import { createSandboxCarrier } from "@cartwright/integrations/sandbox-carrier";
import { createStripeProvider } from "@cartwright/integrations/stripe";

import type { WorkerEnv } from "./env.ts";

/** What every task gets: the database and the real clients of everyone that we call. */
export function openWorkerServices(env: WorkerEnv): OpenServices {
  return openServices({
    databaseUrl: env.DATABASE_URL,
    maxConnections: env.WORKER_CONCURRENCY + 6,
    applicationName: "cartwright-worker",
    log: pino({ level: env.LOG_LEVEL, base: { app: "worker" } }),
    payments: openPayments(env),
    carriers: openCarriers(env),
    settings: {
      webUrl: env.WEB_URL.replace(/\/$/, ""),
      holdMs: env.HOLD_MINUTES * 60_000,
      encryptionKey: env.ENCRYPTION_KEY,
      allowPrivateCallbacks: env.ALLOW_PRIVATE_CALLBACKS,
      sandboxCarrier: env.SANDBOX_CARRIER,
    },
  });
}

function openPayments(env: WorkerEnv): PaymentProviders {
  const invoice = createInvoiceProvider();
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets, STRIPE_API_BASE: apiBase } = env;
  if (secretKey === undefined || webhookSecrets === undefined) return { invoice };
  return { invoice, stripe: createStripeProvider({ secretKey, webhookSecrets, apiBase }) };
}

function openCarriers(env: WorkerEnv): Carriers {
  const { CARRIER_API_BASE: baseUrl, CARRIER_API_KEY: apiKey } = env;
  if (!env.SANDBOX_CARRIER || baseUrl === undefined || apiKey === undefined) return {};
  const secrets = { posti: env.POSTI_WEBHOOK_SECRET, matkahuolto: env.MATKAHUOLTO_WEBHOOK_SECRET };
  const open: Record<string, Carrier> = {};
  for (const name of ["posti", "matkahuolto"] as const) {
    const webhookSecrets = secrets[name];
    if (webhookSecrets !== undefined) open[name] = createSandboxCarrier({ name, baseUrl, apiKey, webhookSecrets });
  }
  return open;
}
