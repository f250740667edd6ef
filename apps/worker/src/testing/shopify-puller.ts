import { randomUUID } from "node:crypto";

import type { Ctx, Services } from "@cartwright/core";
import { syncName } from "@cartwright/core/shopify/sync/shopify-sync";
import { startShopifySync } from "@cartwright/core/shopify/sync/start-shopify-sync";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import type { ShopifyClient, ShopifyFeed, ShopifyKind } from "@cartwright/integrations/contracts";
import { createShopifyClient } from "@cartwright/integrations/shopify";
import { createSyncRegistry } from "@cartwright/integrations/sync";
import { type SandboxProcess, startSandbox } from "@cartwright/integrations/testing";

import { registerShopifySyncs } from "#register-shopify-syncs.ts";
import { runSyncJob } from "#run-sync-job.ts";

type SyncRun = NonNullable<Awaited<ReturnType<TestShop["db"]["prisma"]["syncRun"]["findUnique"]>>>;

/** Where tests of a file pull from and to: the sandbox's Shopify in a process of its own, and one database. */
export interface PullingPlace {
  readonly sandbox: SandboxProcess;
  readonly database: TestShop;
  /** A client with settings of its own, such as how long it waits. */
  client(settings?: {
    readonly timeoutMs?: number;
    readonly opensAfter?: number;
    readonly delayMs?: number;
  }): ShopifyClient;
  /** A shop of ours that is connected to a new one at Shopify. */
  open(settings: Readonly<Record<string, unknown>>, client?: ShopifyClient): Promise<Puller>;
  /** Another shop of ours takes over the same one of Shopify's, and has had it since `installedAt`; default: now. */
  takeOver(from: Puller, installedAt?: Date): Promise<Puller>;
  stop(): Promise<void>;
}

/** A shop of ours, one of Shopify's, and runs that pull what is there. */
export interface Puller {
  readonly shop: TestShop;
  readonly domain: string;
  readonly integrationId: string;
  /** As jobs have it, with whatever client is used now. */
  ctx(): Ctx;
  /** Reads Shopify by this client from now on. */
  use(client: ShopifyClient): void;
  /** A lever of the shop: `lever("POST", "/orders", { add: 1 })`. */
  lever(method: "GET" | "POST" | "PUT", path?: string, body?: unknown): Promise<unknown>;
  /** What the open run's job does, once. */
  work(kind: ShopifyKind, signal?: AbortSignal): Promise<void>;
  runOf(id: string): Promise<SyncRun>;
  /** Asks for a run and does its work; the run as it is then. */
  pull(kind: ShopifyKind, mode: "full" | "incremental"): Promise<SyncRun>;
}

/** Opens it. */
export async function openPullingPlace(): Promise<PullingPlace> {
  const [sandbox, database] = await Promise.all([startSandbox(), createTestShop()]);
  const client: PullingPlace["client"] = (settings = {}) =>
    createShopifyClient({
      clientId: "shopify_client_id",
      clientSecrets: "shopify_client_secret",
      scopes: ["read_products", "read_orders", "read_customers", "read_inventory", "read_locations"],
      apiBase: `${sandbox.url}/shopify`,
      ...settings,
    });
  const usual = client();
  let shops = 0;
  const connect = async (domain: string, own: ShopifyClient, installedAt?: Date): Promise<Puller> => {
    const puller = createPuller({ sandbox, domain, client: own, shop: await createTestShop({ db: database.db }) });
    const { shop, integrationId: id } = puller;
    const row = { id, organizationId: shop.organizationId, shopDomain: domain, apiVersion: "2026-10" };
    await shop.db.prisma.shopifyIntegration.create({
      data: { ...row, grant: "client_credentials", currency: "EUR", ...(installedAt && { installedAt }) },
    });
    return puller;
  };
  return {
    sandbox,
    database,
    client,
    async open(settings, own = usual) {
      const domain = `shop-${(shops += 1)}.myshopify.com`;
      await sandbox.control("PUT", `/shopify/control/shops/${domain}`, settings);
      return connect(domain, own);
    },
    async takeOver({ shop: { db }, integrationId: id, domain }, installedAt) {
      const gone = { state: "uninstalled", accessTokenEnc: null, refreshTokenEnc: null } as const;
      await db.prisma.shopifyIntegration.update({ where: { id }, data: gone });
      return connect(domain, usual, installedAt);
    },
    async stop() {
      await sandbox.stop();
      await database.close();
    },
  };
}

interface Parts {
  readonly sandbox: SandboxProcess;
  readonly domain: string;
  readonly client: ShopifyClient;
  readonly shop: TestShop;
}

function createPuller({ sandbox, domain, client, shop }: Parts): Puller {
  const integrationId = randomUUID();
  const { organizationId } = shop;
  let ctx = contextFor(shop, client);
  const runOf = (id: string) => shop.db.prisma.syncRun.findUniqueOrThrow({ where: { id } });
  const work: Puller["work"] = (kind, signal = new AbortController().signal) => {
    const payload = { organizationId, name: syncName({ kind, integrationId }), onlyOpen: true };
    return runSyncJob({ services: ctx, payload, requestId: "r", signal });
  };
  return {
    shop,
    domain,
    integrationId,
    ctx: () => ctx,
    use: (other) => void (ctx = contextFor(shop, other)),
    lever: (method, path = "", body) => sandbox.control(method, `/shopify/control/shops/${domain}${path}`, body),
    work,
    runOf,
    async pull(kind, mode) {
      const { syncRunId } = await startShopifySync(ctx, { kind, mode, integrationId });
      await work(kind);
      return runOf(syncRunId);
    },
  };
}

function contextFor(shop: TestShop, shopify: ShopifyClient): Ctx {
  const services: Services = { ...shop.services, shopify, now: () => new Date() };
  const syncJobs = createSyncRegistry();
  registerShopifySyncs(syncJobs, services);
  const { organizationId } = shop;
  return { ...services, syncJobs, organizationId, actor: { type: "system", name: "test" }, requestId: "r" };
}

/** The same client, but for one of a feed's ways to read. */
export function changed(
  client: ShopifyClient,
  kind: ShopifyKind,
  change: (feed: ShopifyFeed) => Partial<ShopifyFeed>,
): ShopifyClient {
  const { reader } = client;
  const feeds = { ...reader.feeds, [kind]: { ...reader.feeds[kind], ...change(reader.feeds[kind]) } };
  return { ...client, reader: { ...reader, feeds } };
}
