import { createDb } from "@cartwright/db";

import type { Services } from "#context.ts";
import { createRelayWaker } from "#outbox/wake-relay.ts";

export interface OpenServicesOptions extends Omit<Services, "db" | "now" | "wakeRelay"> {
  /** A Postgres URL. */
  readonly databaseUrl: string;
  /** Most connections of this process. */
  readonly maxConnections: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
}

export interface OpenServices {
  readonly services: Services;
  /** Waits for running queries, then lets go of every connection. */
  close(): Promise<void>;
}

/** What an app makes once at its start and lends to every use case. Nothing connects before the first query. */
export function openServices({
  databaseUrl,
  maxConnections,
  applicationName,
  ...lent
}: OpenServicesOptions): OpenServices {
  const { log } = lent;
  const db = createDb({ connectionString: databaseUrl, max: maxConnections, applicationName, log });
  const waker = createRelayWaker({ connection: { connectionString: databaseUrl }, log });
  return {
    services: { ...lent, db, now: () => new Date(), wakeRelay: waker.wake },
    async close() {
      await waker.close();
      await db.close();
    },
  };
}
