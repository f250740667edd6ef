import { BoundedMap } from "./bounded-map.ts";
import { createCarriers, defaultCarrierLogins } from "./carriers/create-carriers.ts";
import type { CarrierLogins } from "./carriers/create-carriers.ts";
import { systemClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import { erpRoutes } from "./erp/erp-routes.ts";
import { createErp } from "./erp/erp.ts";
import { faultRoutes } from "./faults/fault-routes.ts";
import { createFaults } from "./faults/faults.ts";
import { createGitHub } from "./github/github-routes.ts";
import { indexRoutes } from "./index-page/index-routes.ts";
import { silentLog } from "./log.ts";
import type { Log } from "./log.ts";
import { createInbox } from "./mail/mail-routes.ts";
import { createMarketplaceApis } from "./marketplaces/marketplace-apis.ts";
import { marketplaceRoutes } from "./marketplaces/marketplace-routes.ts";
import type { Login, Marketplace } from "./marketplaces/marketplace-routes.ts";
import { createDeliveries } from "./outgoing/deliveries.ts";
import type { WebhookTargets } from "./outgoing/deliveries.ts";
import { driveRoutes } from "./pay/drive-routes.ts";
import { payRoutes } from "./pay/pay-routes.ts";
import { receiverRoutes } from "./receiver/receiver-routes.ts";
import { createReceiver } from "./receiver/receiver.ts";
import { seededRandom } from "./seeded-random.ts";
import type { ServerParts } from "./server/http-server.ts";
import { oncePerKey } from "./server/once-per-key.ts";
import { createRouter } from "./server/router.ts";
import { stylesheetRoute } from "./server/stylesheet.ts";
import { lazyShopify } from "./shopify/lazy-shopify.ts";
import type { ShopifySettings } from "./shopify/shopify-world.ts";
import { stripeRoutes } from "./stripe/stripe-routes.ts";
import { clearStripe, createStripeRecords } from "./stripe/stripe-world.ts";
import type { StripeWorld } from "./stripe/stripe-world.ts";
import { webhookLogRoutes } from "./stripe/webhook-log-routes.ts";

/** What signs the webhooks that the sandbox sends. */
export interface SandboxSecrets {
  stripe: string;
  posti: string;
  matkahuolto: string;
  erp: string;
  /** `whsec_` and base64, as Standard Webhooks have it. */
  etsy?: string;
  amazon?: string;
}

export interface SandboxSettings {
  /** Full addresses; a channel without one keeps its events and sends nothing. */
  webhookTargets: WebhookTargets;
  secrets: SandboxSecrets;
  /** The key that callers of the ERP give. */
  apiKeys?: { erp?: string };
  carrierLogins?: CarrierLogins;
  /** Our app at Shopify, and the shop that is there from the start. */
  shopify?: Partial<ShopifySettings>;
  marketplaceLogins?: Partial<Record<Marketplace, Login>>;
  /** The name on the hosted page. */
  merchant?: string;
  seed?: number;
  clock?: Clock;
  log?: Log;
}

export interface AssembledSandbox extends ServerParts {
  pointWebhooksAt: (targets: WebhookTargets) => void;
  reset: () => void;
  stop: () => void;
}

/** Puts the services together. Each knows only its own parts; this file is where they meet. */
export function assembleSandbox(settings: SandboxSettings, publicUrl: () => string): AssembledSandbox {
  const { secrets, clock = systemClock(), log = silentLog } = settings;
  const random = seededRandom(settings.seed ?? 1);
  const faults = createFaults(random);
  const deliveries = createDeliveries({ clock, faults, log, targets: settings.webhookTargets });
  const stripe: StripeWorld = {
    records: createStripeRecords(),
    answers: new BoundedMap(MOST_ANSWERS),
    clock,
    deliveries,
    publicUrl,
    webhookSecret: secrets.stripe,
    merchant: settings.merchant ?? "Havu",
  };
  const receiver = createReceiver(clock);
  const carriers = createCarriers(
    { clock, random, deliveries, secrets },
    settings.carrierLogins ?? defaultCarrierLogins,
  );
  const erp = createErp({ clock, deliveries, secret: secrets.erp });
  const marketplaces = createMarketplaceApis({ clock, deliveries, secrets, publicUrl });
  const inbox = createInbox(clock);
  const gitHub = createGitHub();
  const shopify = lazyShopify({ settings: { ...defaultShopify, ...settings.shopify }, clock, faults, log, publicUrl });
  const erpKeys = oncePerKey();

  const reset = () => {
    clearStripe(stripe);
    for (const part of [faults, carriers, erp, marketplaces, erpKeys, inbox.mails, gitHub, deliveries]) part.clear();
    for (const part of [receiver, random, shopify]) part.reset();
  };
  const dispatch = createRouter([
    ...indexRoutes({
      startedAt: clock.now(),
      now: clock.now,
      targets: deliveries.targets,
      counts: () => ({ faults: faults.list().length, mails: inbox.mails.size }),
      reset,
    }),
    stylesheetRoute,
    ...payRoutes(stripe),
    ...driveRoutes(stripe),
    ...webhookLogRoutes(stripe),
    ...stripeRoutes(stripe),
    ...faultRoutes(faults),
    ...shopify.routes,
    ...receiverRoutes(receiver),
    ...marketplaceRoutes(clock, { ...defaultLogins, ...settings.marketplaceLogins }),
    ...carriers.routes,
    ...erpRoutes({ erp, once: erpKeys, apiKey: settings.apiKeys?.erp ?? "erp_test_key" }),
    ...marketplaces.routes,
    ...inbox.routes,
    ...gitHub.routes,
  ]);
  const stop = () => {
    for (const part of [deliveries, shopify]) part.close();
    clock.stop();
  };
  return { dispatch, faults, clock, log, reset, stop, pointWebhooksAt: deliveries.pointAt };
}

const MOST_ANSWERS = 20_000;

const defaultShopify: ShopifySettings = {
  clientId: "shopify_client_id",
  clientSecrets: ["shopify_client_secret"],
  scopes: ["read_products", "read_orders", "read_customers", "read_inventory", "write_inventory", "read_locations"],
  shopDomain: "cartwright-demo.myshopify.com",
};

const defaultLogins: Record<Marketplace, Login> = {
  etsy: { user: "etsy_user", password: "etsy_pass" },
  shopify: { user: "shopify_user", password: "shopify_pass" },
  amazon: { user: "amazon_user", password: "amazon_pass" },
};
