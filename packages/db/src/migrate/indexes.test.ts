import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "../testing/index.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

// An index serves a foreign key when its leading columns are the key's columns, in any order.
const unservedSql = `
  SELECT c.conrelid::regclass::text AS table, c.conname AS key
  FROM pg_constraint c
  WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND i.indnkeyatts >= 1
      AND (i.indkey::int2[])[0] = ANY (c.conkey)
      AND ((i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
           OR i.indisunique AND (i.indkey::int2[])[0] = ANY (c.conkey) AND NOT (i.indkey::int2[])[0] = (
             SELECT attnum FROM pg_attribute WHERE attrelid = c.conrelid AND attname = 'organization_id'))
  )
  ORDER BY 1, 2`;

test("every foreign key is served by an index", async () => {
  const { rows } = await database.db.pool.query(unservedSql);
  expect(rows).toEqual([]);
});

test("one that is not served would be seen", async () => {
  await database.db.pool.query("CREATE TABLE planted (organization_id uuid, product_id uuid REFERENCES products (id))");
  const { rows } = await database.db.pool.query(unservedSql);
  await database.db.pool.query("DROP TABLE planted");
  expect(rows).toEqual([{ table: "planted", key: "planted_product_id_fkey" }]);
});

test("a foreign key between rows of organizations includes the organization", async () => {
  const { rows } = await database.db.pool.query(`
    SELECT c.conrelid::regclass::text AS table, c.conname AS key
    FROM pg_constraint c
    JOIN pg_attribute mine ON mine.attrelid = c.conrelid AND mine.attname = 'organization_id'
    JOIN pg_attribute theirs ON theirs.attrelid = c.confrelid AND theirs.attname = 'organization_id'
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT mine.attnum = ANY (c.conkey)`);
  expect(rows).toEqual([]);
});
