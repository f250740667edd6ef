import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "../testing/create-test-database.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type CatalogSnapshot, listTables, snapshotCatalog } from "./catalog-snapshot.ts";
import { diffFromEmptyToSchema } from "./diff-schema.ts";
import { readMigrations } from "./migration-files.ts";

let databases: TestDatabase[];
let extraTables: string[];
let migrated: CatalogSnapshot;
let described: CatalogSnapshot;

beforeAll(async () => {
  const [byMigrations, bySchema] = await Promise.all([
    createTestDatabase({ empty: true }),
    createTestDatabase({ empty: true }),
  ]);
  databases = [byMigrations, bySchema];
  await applyMigrations({ connectionString: byMigrations.url });
  await bySchema.db.pool.query(await diffFromEmptyToSchema());
  const tables = await listTables(bySchema.db.pool);
  extraTables = without(await listTables(byMigrations.db.pool), tables);
  migrated = await snapshotCatalog(byMigrations.db.pool, tables);
  described = await snapshotCatalog(bySchema.db.pool, tables);
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

test("tables that the schema does not know are those that a migration makes in SQL of its own", async () => {
  expect(await unwritten(extraTables)).toEqual([]);
});

test("the migrations make exactly the columns, types, defaults and nullability of the schema", () => {
  expect(migrated.columns).toEqual(described.columns);
  expect(migrated.columns.length).toBeGreaterThan(100);
});

test("the migrations make exactly the enums of the schema", () => {
  expect(migrated.enums).toEqual(described.enums);
});

test("every index of the schema is in the migrations, which add only what the guards migrations say in SQL", async () => {
  expect(without(described.indexes, migrated.indexes)).toEqual([]);
  expect(await unwritten(without(migrated.indexes, described.indexes).map(indexName))).toEqual([]);
});

test("every key of the schema is in the migrations, which add only what they say in SQL themselves", async () => {
  expect(without(described.constraints, migrated.constraints)).toEqual([]);
  expect(await unwritten(without(migrated.constraints, described.constraints).map(constraintName))).toEqual([]);
});

function without(all: string[], known: string[]): string[] {
  return all.filter((line) => !known.includes(line));
}

// Extra guards are allowed, but each must be named in a migration: nothing comes from nowhere.
async function unwritten(names: string[]): Promise<string[]> {
  const sql = (await readMigrations()).map((migration) => migration.sql).join("\n");
  return names.filter((name) => !sql.includes(name));
}

function indexName(definition: string): string {
  return /INDEX (\S+) ON/.exec(definition)?.[1] ?? definition;
}

function constraintName(line: string): string {
  return /^\S+?\.(\S+)/.exec(line)?.[1] ?? line;
}
