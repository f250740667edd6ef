import "server-only";
import pino from "pino";

import type { Services } from "@cartwright/core";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import { openCarriers, openPayments, openWebhookSources } from "@cartwright/integrations/vendors";

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

function held(): Record<symbol, OpenServices | undefined> {
  return globalThis;
}
