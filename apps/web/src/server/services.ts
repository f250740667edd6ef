import "server-only";
import pino from "pino";

import type { Services } from "@cartwright/core";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import type { WebhookSources } from "@cartwright/integrations/contracts";
import { openCarriers, openPayments } from "@cartwright/integrations/vendors";
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
