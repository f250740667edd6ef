import { afterAll, beforeAll, expect, test } from "vitest";

import { Prisma } from "./generated/client.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";
import { runSql, transactSql } from "./transact-sql.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await database.db.pool.query("create table counters (name text primary key, value bigint not null)");
  await database.db.pool.query("insert into counters values ('a', 0), ('b', 0)");
});

afterAll(() => database.drop());

test("values come back as Prisma gives them", async () => {
  const wanted = Prisma.sql`select 9007199254740993::int8 as big, '{"a": 1}'::jsonb as json, ${["x", "y"]}::text[] as list,
    ${new Date(0)}::timestamptz as at, ${7n}::int8 as given, null as nothing`;
  const fast = await transactSql(database.db, (tx) => tx.$queryRaw(wanted));
  expect(fast).toEqual(await database.db.prisma.$queryRaw(wanted));
});

test("what throws inside leaves nothing behind, and the connection is good for the next", async () => {
  const refusal = new Error("refused");
  const attempt = transactSql(database.db, async (tx) => {
    await tx.$queryRaw`update counters set value = 99`;
    throw refusal;
  });
  await expect(attempt).rejects.toBe(refusal);
  const rows = await transactSql(database.db, (tx) => tx.$queryRaw`select value from counters where name = 'a'`);
  expect(rows).toEqual([{ value: 0n }]);
});

test("a deadlock surfaces to nobody", async () => {
  const met = meetingPoint(2);
  const cross = (first: string, second: string) =>
    transactSql(database.db, async (tx) => {
      await tx.$queryRaw`update counters set value = value + 1 where name = ${first}`;
      await met();
      await tx.$queryRaw`update counters set value = value + 1 where name = ${second}`;
    });
  await Promise.all([cross("a", "b"), cross("b", "a")]);
  const rows = await transactSql(database.db, (tx) => tx.$queryRaw`select name, value from counters order by name`);
  expect(rows).toEqual([
    { name: "a", value: 2n },
    { name: "b", value: 2n },
  ]);
});

test("a statement that fails outside a transaction leaves nothing of itself", async () => {
  const half = runSql(
    database.db,
    (sql) => sql.$queryRaw`
      with raised as (update counters set value = value + 1 where name = 'a' returning value)
      select 1 / (value - value) from raised`,
  );
  await expect(half).rejects.toMatchObject({ code: "22012" });
  const rows = await runSql(database.db, (sql) => sql.$queryRaw`select value from counters where name = 'a'`);
  expect(rows).toEqual([{ value: 2n }]);
});

// Opens once `count` have arrived; whoever comes later passes.
function meetingPoint(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return async () => {
    arrived += 1;
    if (arrived >= count) resolve();
    await promise;
  };
}
