import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "../testing/create-test-database.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { readMigrations } from "./migration-files.ts";
import { pendingMigrations } from "./pending-migrations.ts";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), "cartwright-migrations-"));
  write("20260101000000_first", "create table first (id int);");
  write("20260102000000_second", "create table second (id int);");
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("migrations are applied in the order of their names, once", async () => {
  expect(await migrate()).toEqual(["20260101000000_first", "20260102000000_second"]);
  expect(await migrate()).toEqual([]);
});

test("four starts at the same moment apply each migration once and all succeed", async () => {
  const applied = await Promise.all([migrate(), migrate(), migrate(), migrate()]);
  expect(applied.flat().toSorted()).toEqual(["20260101000000_first", "20260102000000_second"]);
});

test("pending names what the database lacks, also before any migration", async () => {
  expect(await pending()).toEqual(["20260101000000_first", "20260102000000_second"]);
  await migrate();
  write("20260103000000_third", "create table third (id int);");
  expect(await pending()).toEqual(["20260103000000_third"]);
});

test("a function whose body has semicolons arrives whole", async () => {
  write(
    "20260103000000_function",
    "create function two() returns int language plpgsql as $$ begin perform 1; return 2; end $$;",
  );
  await migrate();
  const { rows } = await database.db.pool.query<{ two: number }>("select two()");
  expect(rows).toEqual([{ two: 2 }]);
});

test("a migration that fails half-way leaves nothing of itself, stays pending, and says why", async () => {
  write("20260103000000_broken", "create table half (id int); select 1/0;");
  await expect(migrate()).rejects.toThrow(/division by zero/);
  const { rows } = await database.db.pool.query("select to_regclass('half') as half");
  expect(rows).toEqual([{ half: null }]);
  expect(await pending()).toEqual(["20260103000000_broken"]);
});

function migrate(): Promise<string[]> {
  return applyMigrations({ connectionString: database.url, folder });
}

async function pending(): Promise<string[]> {
  const names = (await readMigrations(folder)).map((migration) => migration.name);
  return pendingMigrations(database.db.pool, { names });
}

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
}
