import { createEvents, type EventRegistry } from "@cartwright/core/events/create-events";
import { subscribeOwn } from "@cartwright/core/events/subscribe-own";
import { installIntegrations } from "@cartwright/core/integrations/install-integrations";
import { workerConnectionName } from "@cartwright/core/jobs/worker-lock";
import { createLog } from "@cartwright/core/logging/create-log";
import { createHintListener } from "@cartwright/core/marketplaces/hear-hint";
import { openStockChannels } from "@cartwright/core/marketplaces/open-stock-channels";
import { subscribeRules } from "@cartwright/core/rules/subscribe-rules";
import { openServices, type OpenServices } from "@cartwright/core/services/open-services";
import { createShopifyStock } from "@cartwright/core/shopify/stock-channel";
import { createSyncRegistry } from "@cartwright/integrations/sync";
import {
  openCarriers,
  openMailer,
  openMarketplaces,
  openPayments,
  openShopify,
  openWebhookSources,
} from "@cartwright/integrations/vendors";

import type { WorkerEnv } from "./env.ts";
import { registerShopifySyncs } from "./register-shopify-syncs.ts";

export interface WorkerServices extends OpenServices, Pick<EventRegistry, "subscriptions"> {}

/** What every task gets: the database, the real clients of everyone that we call, and what integrations registered. */
export function openWorkerServices(env: WorkerEnv): WorkerServices {
  const { services, close } = openBase(env);
  const { events, subscriptions, onWanted } = createEvents(services);
  subscribeOwn(events, services);
  const rules = subscribeRules(services, { onWanted, connection: { connectionString: env.DATABASE_URL } });
  const closeAll = async (): Promise<void> => {
    await rules.close();
    await close();
  };
  const sync = createSyncRegistry();
  registerShopifySyncs(sync, services);
  const { integrations, STORE_SLUG: storeSlug } = env;
  const sources = installIntegrations(services, { integrations, storeSlug, events, sync, jobs: services.jobs });
  const webhookSources = { ...openWebhookSources(env, { hearMarketplace: createHintListener(services) }), ...sources };
  const ofShopify = services.shopify && { shopify: createShopifyStock(services) };
  const stockChannels = { ...openStockChannels(services), ...ofShopify };
  return { services: { ...services, syncJobs: sync, webhookSources, stockChannels }, subscriptions, close: closeAll };
}

function openBase(env: WorkerEnv): OpenServices {
  return openServices({
    databaseUrl: env.DATABASE_URL,
    maxConnections: env.WORKER_CONCURRENCY + 6,
    applicationName: workerConnectionName(),
    log: createLog({ app: "worker", level: env.LOG_LEVEL }),
    payments: openPayments(env),
    carriers: openCarriers(env),
    shopify: openShopify(env),
    mailer: openMailer(env),
    marketplaces: (lent) => openMarketplaces(env, lent),
    settings: {
      webUrl: env.WEB_URL.replace(/\/$/, ""),
      holdMs: env.HOLD_MINUTES * 60_000,
      encryptionKey: env.ENCRYPTION_KEY,
      allowPrivateCallbacks: env.ALLOW_PRIVATE_CALLBACKS,
      sandboxCarrier: env.SANDBOX_CARRIER,
      mailFrom: env.MAIL_FROM,
    },
  });
}
