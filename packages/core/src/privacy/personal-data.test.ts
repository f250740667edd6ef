import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { personalData } from "./personal-data.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

// What the queue keeps about itself, and the list of migrations: nobody is named there.
const ofNobody = /^(_migrations|_prisma_migrations|schema_migrations|graphile_worker\.(?!_private_jobs).*)$/;

test("every column that can hold a text is listed as one that names people or as one that does not", async () => {
  const { rows } = await database.db.pool.query<{ table: string; columns: string[] }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as "table",
      array_agg(a.attname::text order by a.attname) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped
      and a.atttypid::regtype::text ~ '^(text|character|character varying|json|jsonb|bytea)(\\[\\])?$'
    group by 1 order by 1`);
  const present = rows
    .filter(({ table }) => !ofNobody.test(table))
    .flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  expect(listed().toSorted()).toEqual(present.toSorted());
});

function listed(): string[] {
  return Object.entries(personalData).flatMap(([table, { own = {}, gone = "", mentions = "", plain = "" }]) => {
    const named = [...Object.keys(own), ...[gone, mentions, plain].flatMap((list) => list.split(/\s+/))];
    return [...new Set(named.filter((name) => name !== ""))].map((column) => `${table}.${column}`);
  });
}

test("rows are found by a key that the table has", async () => {
  const { rows } = await database.db.pool.query<{ table: string; key: string[] }>(`
    select i.indrelid::regclass::text as "table",
      array(select attname::text from pg_attribute where attrelid = i.indrelid and attnum = any(i.indkey)) as key
    from pg_index i where i.indisprimary`);
  const keys = new Map(rows.map(({ table, key }) => [table, key.toSorted().join(" ")]));
  for (const [table, { key }] of Object.entries(personalData))
    expect([table, key.split(" ").toSorted().join(" ")]).toEqual([table, keys.get(table)]);
});
