import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";

import { PrismaClient } from "./generated/client.ts";
import { nameStatements } from "./name-statements.ts";

export interface CreateDbOptions {
  /** A Postgres URL. */
  connectionString: string;
  /** Most connections open at once. */
  max: number;
  /** Shown in `pg_stat_activity`, so that an operator sees who holds what. */
  applicationName: string;
  /** A statement that runs longer is cancelled by the server; 0 means no limit. Default 30 seconds. */
  statementTimeoutMs?: number;
  /** How long to wait for a free connection before failing. Default 10 seconds. */
  connectTimeoutMs?: number;
  /** Hears about connections that break while no statement is under way. */
  log?: DbLog;
}

export interface DbLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

/** One pool of connections and the Prisma client that runs on it. */
export interface Db {
  readonly prisma: PrismaClient;
  /** For what Prisma cannot say: LISTEN, COPY, advisory locks. Shares its connections with `prisma`. */
  readonly pool: Pool;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

const idleInTransactionMs = 15_000;

/** Opens a database. No connection is made before the first query. */
export function createDb(options: CreateDbOptions): Db {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.max,
    application_name: options.applicationName,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    // A transaction that someone forgot holds its locks and stops vacuum for everyone.
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  });
  // A connection that breaks would end the process unless somebody listens, also between the statements of whoever holds it.
  pool.on("connect", (client) => {
    client.on("error", (error) => options.log?.warn({ err: error }, "database_connection_lost"));
  });
  pool.on("error", () => undefined); // the pool repeats what its idle connections said
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameStatements() });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
