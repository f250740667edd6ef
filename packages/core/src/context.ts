import type { Logger } from "pino";

import type { Db } from "@cartwright/db";
import type {
  Carriers,
  Mailer,
  MarketplaceClients,
  PaymentProviders,
  ShopifyClient,
  StockChannels,
  SyncJobs,
  WebhookSources,
} from "@cartwright/integrations/contracts";

import type { CatalogCache } from "./catalog/catalog-cache.ts";
import type { JobRegistry } from "./jobs/job-registry.ts";

/** Who acts. Edges make it from a session, key or token; use cases write it into the audit log. */
export type Actor =
  | { readonly type: "guest" }
  | { readonly type: "customer"; readonly userId: string; readonly customerId: string }
  | {
      readonly type: "member";
      readonly userId: string;
      readonly role: "owner" | "admin" | "staff";
      readonly permissions: readonly string[];
    }
  | { readonly type: "api_key"; readonly apiKeyId: string; readonly scopes: readonly string[] }
  | { readonly type: "system"; readonly name: string };

/** What a process lends to every use case, made once at its start. */
export interface Services {
  readonly db: Db;
  readonly log: Logger;
  readonly now: () => Date;
  readonly payments: PaymentProviders;
  readonly carriers: Carriers;
  /** Carries mail out; without one mail waits in the queue. Only workers send. */
  readonly mailer?: Mailer | undefined;
  /** Where stores sell besides our shop, as far as there are keys. */
  readonly marketplaces?: MarketplaceClients;
  /** Others that send webhooks (GitHub, an ERP), beyond providers and carriers. */
  readonly webhookSources?: WebhookSources;
  /** Our app at Shopify; without one no shop can be connected, and those that are stand still. */
  readonly shopify?: ShopifyClient | undefined;
  /** Channels that can be told how many there are of what we sell. */
  readonly stockChannels?: StockChannels;
  /** What is pulled from outside, by name. */
  readonly syncJobs?: SyncJobs;
  readonly settings: Settings;
  /** Catalogue answers that are kept for whoever asks next; without one everybody reads the database. */
  readonly catalogCache?: CatalogCache;
  /** The jobs that this process knows; without one only our own are known. */
  readonly jobs?: JobRegistry;
  /** Called after commits that wrote to the outbox; wakes the relay, may be lost. */
  readonly wakeRelay: () => void;
}

export interface Settings {
  /** Where shoppers' browsers find us, without a slash at the end. */
  readonly webUrl: string;
  /** How long an unpaid card order holds its stock. */
  readonly holdMs: number;
  /** 32 bytes that encrypt what we must be able to read back (callback secrets). */
  readonly encryptionKey: Uint8Array;
  /** Demo and development only: callbacks may go to private and loopback addresses. */
  readonly allowPrivateCallbacks: boolean;
  /** The carrier that ships by itself in demo and tests; null in production. */
  readonly sandboxCarrier: boolean;
  /** Whom mail comes from: an address, or a name with its address in angle brackets. */
  readonly mailFrom?: string | undefined;
  /** For how many days finished jobs are kept; default 14. Statistics stay longer. */
  readonly jobHistoryDays?: number;
}

/**
 * The first parameter of a use case that opens its own transaction. A use case that lives in somebody else's takes
 * `tx: Tx` first instead.
 */
export interface Ctx extends Services {
  readonly organizationId: string;
  readonly actor: Actor;
  /** Follows the cause through logs, jobs and callbacks. */
  readonly requestId: string;
  /** Where the request came from; none for what no request asked for. */
  readonly address?: string | undefined;
}

/** The scope that a transaction's writes need: who and why, without a way to open another transaction. */
export type Scope = Pick<Ctx, "organizationId" | "actor" | "requestId" | "address" | "now" | "settings">;
