import { afterAll, beforeAll, expect, test } from "vitest";

import { copyRows } from "./copy-rows.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
const target = { table: "copied things", columns: ["id", "what", "at", "data", "many"] };

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.pool.query(
    'create table "copied things" (id int primary key, what text, at timestamptz, data jsonb, many bigint)',
  );
});
afterAll(() => database.drop());

async function stored() {
  const { rows } = await database.db.pool.query('select * from "copied things" order by id');
  return rows;
}

test("every value comes back as it went in, whatever is in a text; a NUL and half a pair become U+FFFD", async () => {
  const at = new Date("2026-03-01T10:00:00.123Z");
  const odd = "a\tb\nc\rd\\e\\N 'f' \"g\" ä😀";
  await copyRows(database.db, target, [
    [1, odd, at, JSON.stringify({ odd }), 9_007_199_254_740_993n],
    [2, "no\0t \ud800", null, null, null],
    [3, "", null, "[]", 0],
    [4, "\\N", null, null, null],
  ]);
  expect(await stored()).toEqual([
    { id: 1, what: odd, at, data: { odd }, many: "9007199254740993" },
    { id: 2, what: "no\ufffdt \ufffd", at: null, data: null, many: null },
    { id: 3, what: "", at: null, data: [], many: "0" },
    { id: 4, what: "\\N", at: null, data: null, many: null },
  ]);
});

test("one row that is refused keeps all of them out, and the connection goes on", async () => {
  const before = await stored();
  const twice = copyRows(database.db, target, [
    [5, "new", null, null, null],
    [1, "there already", null, null, null],
  ]);
  await expect(twice).rejects.toMatchObject({ code: "23505" });
  expect(await stored()).toEqual(before);
  expect(database.db.pool.totalCount).toBe(1);
  await copyRows(database.db, target, []);
});
