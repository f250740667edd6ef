import "server-only";
import type { Services } from "@cartwright/core";
import { createEvents } from "@cartwright/core/events/create-events";
import { reportGuards } from "@cartwright/core/health/report-guards";
import { reportProcess, retireProcess } from "@cartwright/core/health/report-process";
import { installIntegrations } from "@cartwright/core/integrations/install-integrations";
import { createLog } from "@cartwright/core/logging/create-log";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import { listGuards } from "@cartwright/integrations/resilience";
import { createSyncRegistry } from "@cartwright/integrations/sync";
import {
  openCarriers,
  openMarketplaces,
  openPayments,
  openShopify,
  openWebhookSources,
} from "@cartwright/integrations/vendors";

import { readEnv, type WebEnv } from "./env.ts";
import { shutdown } from "./shutdown.ts";

const name = Symbol.for("cartwright.services");

/** What every use case gets, opened once a process, also when Next holds this module several times. */
export function services(): Services {
  return (held()[name] ??= open(readEnv())).services;
}

function open(env: WebEnv): OpenServices {
  const opened = openServices({
    databaseUrl: env.DATABASE_URL,
    maxConnections: env.DATABASE_CONNECTIONS,
    applicationName: "cartwright-web",
    keepCatalog: true,
    log: createLog({ app: "web", level: env.LOG_LEVEL }),
    payments: openPayments(env),
    carriers: openCarriers(env),
    shopify: openShopify(env),
    marketplaces: (lent) => openMarketplaces(env, lent),
    settings: {
      webUrl: env.WEB_URL.replace(/\/$/, ""),
      holdMs: env.HOLD_MINUTES * 60_000,
      encryptionKey: env.ENCRYPTION_KEY,
      allowPrivateCallbacks: env.ALLOW_PRIVATE_CALLBACKS,
      sandboxCarrier: env.SANDBOX_CARRIER,
    },
  });
  reportSelf(opened.services);
  return { ...opened, services: withIntegrations(opened.services, env) };
}

// What they do by events and syncs, workers do; what they are told by webhooks comes in here.
function withIntegrations(base: OpenServices["services"], env: WebEnv): OpenServices["services"] {
  const { integrations, STORE_SLUG: storeSlug } = env;
  const { events } = createEvents(base);
  const sources = installIntegrations(base, {
    integrations,
    storeSlug,
    events,
    sync: createSyncRegistry(),
    jobs: base.jobs,
  });
  return { ...base, webhookSources: { ...openWebhookSources(env), ...sources } };
}

/** How often this process says how it stands and finds the services that it calls; metrics and the admin read it. */
const reportMs = 5_000;

function reportSelf(opened: Services): void {
  const report = (): void => {
    const reports = [reportGuards(opened, { app: "web", guards: listGuards() }), reportProcess(opened, { app: "web" })];
    Promise.all(reports).catch((error: unknown) => opened.log.warn({ err: error }, "process_unreported"));
  };
  report();
  const reporting = setInterval(report, reportMs).unref();
  shutdown.signal.addEventListener("abort", () => {
    clearInterval(reporting);
    retireProcess(opened).catch((error: unknown) => opened.log.warn({ err: error }, "process_not_retired"));
  });
}

function held(): Record<symbol, OpenServices | undefined> {
  return globalThis;
}
