import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";

import { startEmbeddedPostgres } from "../embedded/start-embedded-postgres.ts";
import { applyMigrations } from "../migrate/apply-migrations.ts";
import { readMigrations } from "../migrate/migration-files.ts";
import { createDatabase, databaseUrl } from "./databases.ts";

export interface TestServerOptions {
  /** A server to use instead of one of our own; its user must be allowed to create databases. */
  serverUrl?: string;
  /** Prepares the template further, after our migrations: other programs' schemas. */
  prepare?: (templateUrl: string) => Promise<void>;
}

export interface TestServer {
  /** Give this to the tests in `CARTWRIGHT_TEST_TEMPLATE`. */
  templateUrl: string;
  readonly stop: () => Promise<void>;
}

/**
 * One Postgres for a whole test run, with a migrated template database that every test file clones.
 *
 * The embedded server runs without fsync in a folder that goes away afterwards. On a given server the template is named
 * after the migrations and kept, so that the next run finds it.
 */
export async function setUpTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server =
    options.serverUrl === undefined ? await startThrowaway() : { url: options.serverUrl, stop: async () => undefined };
  const templateUrl = databaseUrl(server.url, `cartwright_template_${await hashMigrations()}`);
  try {
    await prepareTemplate(templateUrl, options.prepare);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { templateUrl, stop: server.stop };
}

async function startThrowaway() {
  const dataDir = mkdtempSync(join(tmpdir(), "cartwright-test-"));
  chmodSync(dataDir, 0o755); // as root the server runs as another user, who must get in
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(server.folder, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function prepareTemplate(templateUrl: string, prepare: TestServerOptions["prepare"]): Promise<void> {
  await createDatabase(templateUrl);
  await applyMigrations({ connectionString: templateUrl });
  await prepare?.(templateUrl);
  // Later clones copy the statistics too; without them the first plans in every test are guesses.
  const client = new Client({ connectionString: templateUrl });
  await client.connect();
  await client.query("analyze");
  await client.end();
}

async function hashMigrations(): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, sql } of await readMigrations()) hash.update(name).update(sql);
  return hash.digest("hex").slice(0, 12);
}
