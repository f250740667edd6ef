import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { Log } from "../log.ts";
import type { BulkJob } from "./bulk/bulk-job.ts";
import { writeBulkFile } from "./bulk/write-bulk-file.ts";
import { makeProduct } from "./fixtures/make-product.ts";
import { makeInventoryItem } from "./fixtures/make-variant.ts";
import type { GraphqlContext } from "./graphql-context.ts";
import { defaultShop, type Makers, openShop, type Shop, type ShopSettings } from "./shop.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { tellSubscribers, type WebhookSending } from "./webhooks/send-webhooks.ts";

export interface ShopifySettings {
  /** Our app. */
  readonly clientId: string;
  /** The newer first; what the older signs is sent after `signWithOlder`. */
  readonly clientSecrets: readonly [string, ...string[]];
  /** What an own-shop app is granted. */
  readonly scopes: readonly string[];
  /** The shop that is there from the start, and behind addresses that name none. */
  readonly shopDomain: string;
}

/** Everything that the sandbox's Shopify is made of. */
export interface ShopifyWorld {
  readonly settings: ShopifySettings;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly sending: WebhookSending;
  /** The shop of a domain; it is opened, installed and all, when it is asked for the first time. */
  shopOf(domain: string): Shop;
  /** Begins a shop anew. */
  openAnew(settings: ShopSettings): Shop;
  contextFor(shop: Shop, scopes: ReadonlySet<string>): GraphqlContext;
  signingSecret(): string;
  signWithOlder(older: boolean): void;
  /** The next export ends with an error after so many root objects. */
  failNextBulk(afterRoots: number): void;
  /** What `X-Shopify-API-Version` says: another than was asked for once a version is retired. */
  answerVersion: string;
  reset(): void;
  close(): void;
}

export interface WorldParts {
  readonly settings: ShopifySettings;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: Log;
  readonly publicUrl: () => string;
}

const mostShops = 100;

export function createShopifyWorld({ settings, clock, faults, log, publicUrl }: WorldParts): ShopifyWorld {
  const shops = new BoundedMap<string, Shop>(mostShops);
  const closing = new AbortController();
  const state = { older: false, failAfter: null as number | null, folder: null as string | null };
  const signingSecret = (): string =>
    (state.older ? settings.clientSecrets.at(-1) : undefined) ?? settings.clientSecrets[0];
  const sending: WebhookSending = { clock, faults, log, secret: signingSecret, closing: closing.signal };
  const folder = (): string => (state.folder ??= mkdtempSync(join(tmpdir(), "cartwright-shopify-")));
  const forgetFiles = (): void => {
    if (state.folder !== null) rmSync(state.folder, { recursive: true, force: true });
    state.folder = null;
  };
  const begin = (job: BulkJob, context: GraphqlContext): void => {
    const failAfter = state.failAfter;
    state.failAfter = null;
    clock.schedule(context.shop.settings.bulkDelayMs, () => {
      writeBulkFile({ job, context, folder: folder(), failAfter }).catch((error: unknown) => {
        Object.assign(job, { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" });
        log("shopify_bulk_failed", { job: job.id, error: String(error) });
      });
    });
  };
  const world: ShopifyWorld = {
    settings,
    clock,
    tokens: createTokens(clock),
    sending,
    shopOf: (domain) => shops.get(domain) ?? world.openAnew({ ...defaultShop, domain }),
    openAnew(wanted) {
      const shop = openShop(wanted, { clock, makers });
      shops.set(wanted.domain, shop);
      return shop;
    },
    contextFor: (shop, scopes) => contextOf({ shop, scopes }, { sending, publicUrl, begin }),
    signingSecret,
    signWithOlder: (older) => void (state.older = older),
    failNextBulk: (afterRoots) => void (state.failAfter = afterRoots),
    answerVersion: "2026-10",
    reset() {
      shops.clear();
      world.tokens.clear();
      world.answerVersion = "2026-10";
      Object.assign(state, { older: false, failAfter: null });
      forgetFiles();
    },
    close() {
      closing.abort();
      forgetFiles();
    },
  };
  return world;
}

const makers: Makers = { product: makeProduct, inventoryItem: makeInventoryItem };

interface ContextParts {
  readonly sending: WebhookSending;
  readonly publicUrl: () => string;
  readonly begin: (job: BulkJob, context: GraphqlContext) => void;
}

function contextOf(
  { shop, scopes }: Pick<GraphqlContext, "shop" | "scopes">,
  { sending, publicUrl, begin }: ContextParts,
): GraphqlContext {
  const { domain } = shop.settings;
  const context: GraphqlContext = {
    shop,
    scopes,
    bulk: null,
    fileUrl: (id, partial) =>
      `${publicUrl()}/shopify/${domain}/bulk/${id.split("/").at(-1) ?? ""}.jsonl${partial ? "?partial=1" : ""}`,
    startBulk(id) {
      const job = shop.bulkJobs.get(id);
      if (job !== undefined) begin(job, context);
    },
    tell: (topic, index) => tellSubscribers(sending, shop, { topic, index }),
  };
  return context;
}
