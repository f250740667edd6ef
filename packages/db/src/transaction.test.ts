import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";
import { sqlState, transact, type Tx } from "./transaction.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  await database.db.pool.query("create table counters (name text primary key, value int not null)");
});

beforeEach(async () => {
  await database.db.pool.query("truncate counters");
  await database.db.pool.query("insert into counters values ('a', 0), ('b', 0)");
});

afterAll(() => database.drop());

test("what throws inside leaves nothing behind and comes out as it was thrown", async () => {
  const refusal = new Error("refused");
  const attempt = transact(database.db, async (tx) => {
    await increment(tx, "a");
    throw refusal;
  });
  await expect(attempt).rejects.toBe(refusal);
  expect(await values()).toEqual({ a: 0, b: 0 });
});

test("a deadlock surfaces to nobody: the sacrificed transaction runs again", async () => {
  const bothHoldOne = meetingPoint(2);
  const cross = (first: string, second: string) =>
    transact(database.db, async (tx) => {
      await increment(tx, first);
      await bothHoldOne();
      await increment(tx, second);
    });
  await Promise.all([cross("a", "b"), cross("b", "a")]);
  expect(await values()).toEqual({ a: 2, b: 2 });
});

test("serializable transactions that overlap all take effect as if one after the other", async () => {
  const bothHaveRead = meetingPoint(2);
  const copyPlusOne = (from: string, to: string) =>
    transact(
      database.db,
      async (tx) => {
        const rows = await tx.$queryRaw<{ value: number }[]>`select value from counters where name = ${from}`;
        await bothHaveRead();
        await tx.$executeRaw`update counters set value = ${(rows[0]?.value ?? 0) + 1} where name = ${to}`;
      },
      { isolation: "Serializable" },
    );
  await Promise.all([copyPlusOne("a", "b"), copyPlusOne("b", "a")]);
  expect(Object.values(await values()).toSorted((a, b) => a - b)).toEqual([1, 2]);
});

test("a conflict that does not go away is given up after the allowed retries", async () => {
  let runs = 0;
  const attempt = transact(
    database.db,
    async (tx) => {
      runs += 1;
      await tx.$executeRaw`do $$ begin raise exception 'again' using errcode = 'serialization_failure'; end $$`;
    },
    { maxRetries: 2 },
  );
  await expect(attempt).rejects.toThrow("again");
  expect(runs).toBe(3);
});

test("an error that repeating cannot cure is not repeated, and tells its SQLSTATE", async () => {
  let runs = 0;
  const attempt = transact(database.db, async (tx) => {
    runs += 1;
    await tx.$executeRaw`insert into counters values ('a', 1)`;
  });
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(sqlState(error)).toBe("23505");
  expect(runs).toBe(1);
});

async function increment(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`update counters set value = value + 1 where name = ${name}`;
}

async function values(): Promise<Record<string, number>> {
  const { rows } = await database.db.pool.query<{ name: string; value: number }>("select name, value from counters");
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/** Resolves for all once `count` have arrived; who comes later (a retry) passes at once. */
function meetingPoint(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= count) resolve();
    return promise;
  };
}
