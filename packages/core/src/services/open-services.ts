import { createDb } from "@cartwright/db";
import type { MarketplaceClients, TokenBucket } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { createJobRegistry, type JobRegistry } from "#jobs/job-registry.ts";
import { createRateBuckets } from "#limits/create-rate-buckets.ts";
import { createRelayWaker } from "#outbox/wake-relay.ts";

import { openCatalogCache } from "./open-catalog-cache.ts";

type Opened = "db" | "now" | "wakeRelay" | "catalogCache" | "jobs" | "marketplaces";

export interface OpenServicesOptions extends Omit<Services, Opened> {
  /** A Postgres URL. */
  readonly databaseUrl: string;
  /** Most connections of this process. */
  readonly maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** For processes that many shoppers ask for the catalogue. Default false. */
  readonly keepCatalog?: boolean;
  /** Opens the marketplaces that there are keys for; `buckets` counts calls for all processes of this database. */
  readonly marketplaces?: (lent: { readonly buckets: TokenBucket }) => MarketplaceClients;
}

export interface OpenServices {
  readonly services: Services & { readonly jobs: JobRegistry };
  /** Waits for running queries, then lets go of every connection. */
  close(): Promise<void>;
}

/** What an app makes once at its start and lends to every use case. Nothing connects before the first query. */
export function openServices({
  databaseUrl,
  maxConnections,
  applicationName,
  keepCatalog = false,
  marketplaces,
  ...lent
}: OpenServicesOptions): OpenServices {
  const { log } = lent;
  const db = createDb({ connectionString: databaseUrl, max: maxConnections, applicationName, log });
  const connection = { connectionString: databaseUrl };
  const waker = createRelayWaker({ connection, log });
  const catalog = keepCatalog ? openCatalogCache({ connection, log }) : undefined;
  // Whoever changes something here reads the change at once, before the relay has told everybody.
  const wakeRelay = (): void => {
    catalog?.cache.clear();
    waker.wake();
  };
  return {
    services: {
      ...lent,
      db,
      now: () => new Date(),
      wakeRelay,
      jobs: createJobRegistry({ db }),
      ...(marketplaces && { marketplaces: marketplaces({ buckets: createRateBuckets({ db }) }) }),
      ...(catalog && { catalogCache: catalog.cache }),
    },
    async close() {
      await catalog?.close();
      await waker.close();
      await db.close();
    },
  };
}
