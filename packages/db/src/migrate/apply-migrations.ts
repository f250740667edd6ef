import { Client, Pool } from "pg";

import { migrationAdapter } from "./migration-adapter.ts";
import { type MigrationFile, migrationsFolder, readMigrations } from "./migration-files.ts";
import { pendingMigrations } from "./pending-migrations.ts";
import { openSchemaEngine } from "./schema-engine.ts";

export interface ApplyMigrationsOptions {
  connectionString: string;
  /** Default: the migrations of this package. */
  folder?: string;
}

// One number for everyone who migrates; nothing else in Cartwright takes it.
const migrationLock = 4_019_260_501;

/**
 * Brings the database up to the newest migration and answers the names it applied, oldest first.
 *
 * Started twice at once, the second waits for the first and finds nothing to do. A migration that fails throws with
 * Postgres's message and stays recorded as failed in `_prisma_migrations`.
 */
export async function applyMigrations(options: ApplyMigrationsOptions): Promise<string[]> {
  const migrations = await readMigrations(options.folder);
  return underMigrationLock(options.connectionString, () => apply(options, migrations));
}

// A session lock on a connection of its own: the engine commits in between, and a crash frees the lock.
async function underMigrationLock<T>(connectionString: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, application_name: "cartwright-migrate-lock" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    return await work();
  } finally {
    await client.end();
  }
}

async function apply(options: ApplyMigrationsOptions, migrations: MigrationFile[]): Promise<string[]> {
  const pool = new Pool({ connectionString: options.connectionString, max: 2, application_name: "cartwright-migrate" });
  try {
    // Every start asks; only one that has something to do pays for loading the engine.
    const pending = await pendingMigrations(pool, { names: migrations.map((migration) => migration.name) });
    return pending.length === 0
      ? []
      : await runEngine(pool, toMigrationList(options.folder ?? migrationsFolder, migrations));
  } finally {
    await pool.end();
  }
}

async function runEngine(pool: Pool, migrationsList: ReturnType<typeof toMigrationList>): Promise<string[]> {
  const engine = await openSchemaEngine(migrationAdapter(pool));
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

function toMigrationList(baseDir: string, migrations: MigrationFile[]) {
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}
