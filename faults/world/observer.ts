import { setTimeout as wait } from "node:timers/promises";

import { createDb, type Db } from "@cartwright/db";

/** Looks into the database from outside: past the proxies, spared by the faults, patient while Postgres is away. */
export interface Observer {
  /** Rows of a statement; asked again for up to a minute while there is no connection. */
  query<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** For what needs a connection of its own. */
  readonly db: Db;
  close(): Promise<void>;
}

export const observerName = "faults-observer";

const patienceMs = 60_000;

/** Opens an observer of a database. */
export function openObserver(connectionString: string): Observer {
  const db = createDb({ connectionString, max: 6, applicationName: observerName });
  return {
    db,
    async query<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
      for (const until = Date.now() + patienceMs; ; await wait(50)) {
        try {
          const { rows } = await db.pool.query(text, [...values]);
          // What the statement answers is up to the caller, who wrote it.
          return rows as T[];
        } catch (error) {
          if (!isAway(error) || Date.now() > until) throw error;
        }
      }
    },
    close: () => db.close(),
  };
}

// Class 57P: shutting down, crashed, starting; 53300: too many connections. Without a state: the connection itself.
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /^(57P|53300|08|ECONN|EPIPE)/.test(code) || /terminat|connection|timeout/i.test(error.message);
}
