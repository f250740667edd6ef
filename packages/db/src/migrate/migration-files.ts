import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of this package's migrations. */
export const migrationsFolder: string = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

export interface MigrationFile {
  /** The folder's name, which orders migrations: `20261121080000_first_shop`. */
  name: string;
  sql: string;
}

/** All migrations in the order in which they are applied. */
export async function readMigrations(folder: string = migrationsFolder): Promise<MigrationFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(folder, name, "migration.sql"), "utf8") })),
  );
}
