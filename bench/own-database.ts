import { resolve } from "node:path";

import { Client, escapeIdentifier } from "pg";

import { startEmbeddedPostgres } from "@cartwright/db/embedded";
import { applyMigrations, migrateJobQueue } from "@cartwright/db/migrate";

export interface OwnDatabase {
  readonly url: string;
  /** Stops the server; what is in it stays for the next time. */
  close(): Promise<void>;
}

/** A migrated database of this name beside the others of the benches, as the last bench left it. */
export async function openOwnDatabase(name: string): Promise<OwnDatabase> {
  const server = await startEmbeddedPostgres({
    dataDir: resolve(import.meta.dirname, "..", ".cartwright-bench", "core"),
  });
  await createUnlessThere(server.url, name);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await applyMigrations({ connectionString: url.href });
  await migrateJobQueue({ connectionString: url.href });
  return {
    url: url.href,
    close: () => server.stop(),
  };
}

async function createUnlessThere(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
