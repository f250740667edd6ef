import { resolve } from "node:path";

import { Client, escapeIdentifier } from "pg";

import { startEmbeddedPostgres } from "@cartwright/db/embedded";
import { applyMigrations, migrateJobQueue } from "@cartwright/db/migrate";

export interface OwnDatabase {
  readonly url: string;
  /** Removes it, and stops the server. */
  close(): Promise<void>;
}

/** A new, migrated database of this name beside the others of the benches: what was left of an earlier one goes first. */
export async function openOwnDatabase(name: string): Promise<OwnDatabase> {
  const server = await startEmbeddedPostgres({
    dataDir: resolve(import.meta.dirname, "..", ".cartwright-bench", "core"),
  });
  const identifier = escapeIdentifier(name);
  const remove = () => command(server.url, `drop database if exists ${identifier} with (force)`);
  await remove();
  await command(server.url, `create database ${identifier}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await applyMigrations({ connectionString: url.href });
  await migrateJobQueue({ connectionString: url.href });
  return {
    url: url.href,
    async close() {
      await remove();
      await server.stop();
    },
  };
}

async function command(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
