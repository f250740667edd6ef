import { readEnv } from "./env.ts";
import type { Env } from "./env.ts";
import { startSandbox } from "./index.ts";
import { jsonLineLog } from "./log.ts";

const log = jsonLineLog(process.stdout);

try {
  await run(readEnv());
} catch (error) {
  log("sandbox_not_started", { error: explain(error) });
  process.exitCode = 1;
}

async function run(env: Env): Promise<void> {
  const sandbox = await startSandbox({
    port: env.SANDBOX_PORT,
    host: env.SANDBOX_HOST,
    publicUrl: env.SANDBOX_URL,
    webhookTargets: {
      stripe: `${env.WEB_URL}/api/webhooks/stripe`,
      posti: `${env.WEB_URL}/api/webhooks/posti`,
      matkahuolto: `${env.WEB_URL}/api/webhooks/matkahuolto`,
      erp: `${env.WEB_URL}/api/webhooks/erp`,
      etsy: `${env.WEB_URL}/api/webhooks/etsy`,
      amazon: `${env.WEB_URL}/api/webhooks/amazon`,
    },
    secrets: {
      stripe: env.STRIPE_WEBHOOK_SECRET,
      posti: env.POSTI_WEBHOOK_SECRET,
      matkahuolto: env.MATKAHUOLTO_WEBHOOK_SECRET,
      erp: env.ERP_WEBHOOK_SECRET,
      // Of two, while one is being rotated, the newer signs.
      etsy: newest(env.ETSY_WEBHOOK_SECRET),
      amazon: newest(env.AMAZON_WEBHOOK_SECRET),
    },
    apiKeys: { erp: env.ERP_API_KEY },
    shopify: {
      clientId: env.SHOPIFY_API_KEY,
      clientSecrets: env.SHOPIFY_API_SECRET,
      shopDomain: env.SHOPIFY_SHOP_DOMAIN,
    },
    carrierLogins: {
      posti: {
        clientId: env.POSTI_CLIENT_ID,
        clientSecret: env.POSTI_CLIENT_SECRET,
        gatewaySecret: env.POSTI_GATEWAY_SECRET,
      },
      matkahuolto: { user: env.MATKAHUOLTO_USER, password: env.MATKAHUOLTO_PASSWORD },
    },
    marketplaceLogins: {
      etsy: { user: env.MOCK_ETSY_USER, password: env.MOCK_ETSY_PASS },
      shopify: { user: env.MOCK_SHOPIFY_USER, password: env.MOCK_SHOPIFY_PASS },
      amazon: { user: env.MOCK_AMAZON_USER, password: env.MOCK_AMAZON_PASS },
    },
    merchant: env.SANDBOX_MERCHANT,
    seed: env.SANDBOX_SEED,
    log,
  });
  log("sandbox_ready", { url: sandbox.url, webUrl: env.WEB_URL });
  const stop = (signal: string) => {
    log("sandbox_stopping", { signal });
    void sandbox.close();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function newest(secrets: string): string {
  return secrets.split(",")[0] ?? secrets;
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taken = "code" in error && error.code === "EADDRINUSE";
  return taken ? "The port is taken. Set SANDBOX_PORT to a free one." : error.message;
}
