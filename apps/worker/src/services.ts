import { pino } from "pino";

import { workerConnectionName } from "@cartwright/core/jobs/worker-lock";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import { openCarriers, openPayments, openWebhookSources } from "@cartwright/integrations/vendors";

import type { WorkerEnv } from "./env.ts";

/** What every task gets: the database and the real clients of everyone that we call. */
export function openWorkerServices(env: WorkerEnv): OpenServices {
  return openServices({
    databaseUrl: env.DATABASE_URL,
    maxConnections: env.WORKER_CONCURRENCY + 6,
    applicationName: workerConnectionName(),
    log: pino({ level: env.LOG_LEVEL, base: { app: "worker" } }),
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
