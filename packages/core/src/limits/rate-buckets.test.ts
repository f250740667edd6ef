import { afterAll, beforeAll, expect, test } from "vitest";

import { createDb, type Db } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { createRateBuckets } from "./create-rate-buckets.ts";

let database: TestDatabase;
let secondDb: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  // Another process: the same database, but nothing shared in memory.
  secondDb = createDb({ connectionString: database.url, max: 10, applicationName: "second-process" });
});

afterAll(async () => {
  await secondDb.close();
  await database.drop();
});

// So slow that nothing comes back while a test runs.
const slow = { burst: 50, perSecond: 0.0001 };

test("twenty takers in two processes together get exactly what is in the bucket", async () => {
  const buckets = [database.db, secondDb].map((db) => createRateBuckets({ db }));
  const takers = Array.from({ length: 20 }, async (_, taker) => {
    let taken = 0;
    for (let i = 0; i < 5; i += 1) if ((await buckets[taker % 2]?.take("shared", slow))?.taken) taken += 1;
    return taken;
  });
  const taken = (await Promise.all(takers)).reduce((sum, each) => sum + each, 0);
  expect(taken).toBe(50);
});

test("tokens come back with time, no more than fit", async () => {
  const bucket = createRateBuckets({ db: database.db });
  const quota = { burst: 4, perSecond: 0.001 };
  expect(await drain("back", quota)).toBe(4);
  const refused = await bucket.take("back", quota);
  expect(refused.taken || refused.retryAfterMs).toBeGreaterThan(990_000);
  await pass("back", "2500 seconds");
  expect(await drain("back", quota)).toBe(2);
  await pass("back", "10 days");
  expect(await drain("back", quota)).toBe(4);
});

test("what the vendor counts is taken over, and never gives more", async () => {
  const bucket = createRateBuckets({ db: database.db });
  await bucket.leave("told", slow, 2);
  await bucket.leave("told", slow, 40);
  expect(await drain("told", slow)).toBe(2);
});

test("a pause holds for everybody, and ends with one token", async () => {
  const quota = { burst: 5, perSecond: 0.001 };
  await createRateBuckets({ db: secondDb }).pause("paused", quota, 60_000);
  const refused = await createRateBuckets({ db: database.db }).take("paused", quota);
  expect(refused.taken || refused.retryAfterMs).toBeGreaterThan(55_000);
  expect(refused.taken || refused.retryAfterMs).toBeLessThanOrEqual(60_000);
  // The same for a worker that knows of a higher rate.
  const faster = await createRateBuckets({ db: database.db }).take("paused", { burst: 5, perSecond: 1_000 });
  expect(faster.taken || faster.retryAfterMs).toBeGreaterThan(55_000);
  await pass("paused", "61 seconds");
  expect(await drain("paused", quota)).toBe(1);
});

async function drain(key: string, quota: { burst: number; perSecond: number }): Promise<number> {
  const bucket = createRateBuckets({ db: database.db });
  for (let taken = 0; ; taken += 1) if (!(await bucket.take(key, quota)).taken) return taken;
}

/** As if the bucket had been counted so much earlier. */
async function pass(key: string, interval: string): Promise<void> {
  await database.db.pool.query("UPDATE rate_buckets SET counted_at = counted_at - $2::interval WHERE key = $1", [
    key,
    interval,
  ]);
}
