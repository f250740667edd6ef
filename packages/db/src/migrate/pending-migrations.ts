import type { Pool } from "pg";

import { migrationNames } from "../generated/migration-names.ts";

interface PendingOptions {
  /** Default: the migrations that this code was built with. */
  names?: readonly string[];
}

/** Names of the migrations that this database still lacks, oldest first; empty when it is up to date. */
export async function pendingMigrations(
  pool: Pool,
  { names = migrationNames }: PendingOptions = {},
): Promise<string[]> {
  const applied = await appliedMigrations(pool);
  return names.filter((name) => !applied.has(name));
}

async function appliedMigrations(pool: Pool): Promise<Set<string>> {
  const table = await pool.query<{ found: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as found",
  );
  if (table.rows[0]?.found !== true) return new Set();
  const { rows } = await pool.query<{ migration_name: string }>(
    "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  return new Set(rows.map((row) => row.migration_name));
}
