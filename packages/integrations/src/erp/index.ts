import { defineIntegration, guardEnv, guardSettings, secretsEnv, syncIntervals, z } from "#kit/index.ts";

import { createErpClient } from "./erp-client.ts";
import { pullStock } from "./pull-stock.ts";
import { pushOrder } from "./push-order.ts";
import { receiveWebhooks } from "./receive-webhooks.ts";

/**
 * An ERP that holds the stock and sends the goods: its stock is pulled every hour and taken over as it tells of changes,
 * orders go there when they are paid, and what it has shipped is marked as shipped. The one that the sandbox plays; also the
 * example for integrations of your own.
 */
export const erp = defineIntegration({
  name: "erp",
  env: {
    ERP_API_BASE: z.url(),
    ERP_API_KEY: z.string(),
    ERP_WEBHOOK_SECRET: secretsEnv(),
    ...guardEnv("ERP"),
  },
  setup({ env, events, sync, webhooks, shop }) {
    const client = createErpClient({
      baseUrl: env.ERP_API_BASE,
      apiKey: env.ERP_API_KEY,
      ...guardSettings(env, "ERP"),
    });

    sync.registerSyncJob(pullStock(client, shop));
    sync.scheduleSyncJob("erp-stock", syncIntervals.hours(1));

    events.onPersistent("order.paid", "erp-push-order", (event, context) => pushOrder(client, event, context), {
      maxAttempts: 10,
      timeoutMs: 60_000,
    });

    webhooks.handle(receiveWebhooks(shop, env.ERP_WEBHOOK_SECRET));
  },
});
