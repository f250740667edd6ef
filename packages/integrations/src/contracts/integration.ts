import type { SyncRegistry } from "../sync/sync-registry.ts";
import type { EventCatalogue, EventLog, Events, OwnEvents } from "./events.ts";
import type { IntegrationJobs, JobDefinitions } from "./jobs.ts";
import type { Shop } from "./shop.ts";
import type { WebhookSource } from "./webhook-source.ts";

/** What an integration is lent when its process starts. Everything it registers is for the one shop that it belongs to. */
export interface IntegrationRuntime<C extends EventCatalogue, D extends JobDefinitions = {}> extends LentToAll {
  readonly jobs: IntegrationJobs<D>;
  /** Hears and tells what concerns its shop alone. */
  readonly events: Events<OwnEvents & C>;
}

/** What a process lends to an integration before its own events and jobs are known. */
export interface LentRuntime extends LentToAll {
  readonly jobs: {
    /** @throws Error for a name that is taken */
    define<D extends JobDefinitions>(definitions: D): IntegrationJobs<D>;
  };
  readonly events: Events<OwnEvents>;
}

interface LentToAll {
  readonly sync: Pick<SyncRegistry, "registerSyncJob" | "scheduleSyncJob">;
  readonly webhooks: {
    /** Takes what is sent to `/api/webhooks/<the integration's name>`. Once per integration. */
    handle(source: WebhookSource): void;
  };
  readonly shop: Shop;
  readonly log: EventLog;
}

/** An integration whose environment has been read: ready to be set up in a process. */
export interface OpenIntegration {
  readonly name: string;
  /** Registers everything. Web and workers do so alike; events and syncs run in workers alone. */
  readonly setup: (lent: LentRuntime) => void;
}
