import { afterAll, beforeAll, expect, test } from "vitest";

import { createDb, type Db } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { runtimeServices } from "#testing/runtime-services.ts";
import { createTestClock, type TestClock } from "#testing/test-clock.ts";

import { giveBackToken, takeToken } from "./take-token.ts";

let database: TestDatabase;
let secondDb: Db;
let clock: TestClock;

beforeAll(async () => {
  database = await createTestDatabase();
  // Another process: the same database, but nothing shared in memory.
  secondDb = createDb({ connectionString: database.url, max: 5, applicationName: "second-process" });
  clock = createTestClock();
});

afterAll(async () => {
  await secondDb.close();
  await database.drop();
});

const windowMs = 60_000;

function processes() {
  return [database.db, secondDb].map((db) => runtimeServices(db, { now: clock.now }));
}

async function burst(key: string, limit: number, count: number): Promise<number> {
  const [first, second] = processes();
  if (!first || !second) throw new Error("two processes");
  const tries = Array.from({ length: count }, (_, index) =>
    takeToken(index % 2 === 0 ? first : second, { key, limit, windowMs }),
  );
  return (await Promise.all(tries)).filter(({ allowed }) => allowed).length;
}

test("two processes together let exactly the limit through", async () => {
  expect(await burst("address:192.0.2.1", 25, 80)).toBe(25);
});

test("a large limit is drawn in portions, and never exceeded by the processes together", async () => {
  const allowed = await burst("key:large", 1_000, 1_400);
  expect(allowed).toBeLessThanOrEqual(1_000);
  expect(allowed).toBeGreaterThanOrEqual(995);
});

test("a refusal says when the window ends, and the next window starts full", async () => {
  const [services] = processes();
  if (!services) throw new Error("a process");
  const request = { key: "user:patient", limit: 1, windowMs };
  expect((await takeToken(services, request)).allowed).toBe(true);
  const refused = await takeToken(services, request);
  expect(refused.allowed).toBe(false);
  expect(refused.retryAfterMs).toBe(windowMs - (clock.now().getTime() % windowMs));
  clock.advance(refused.retryAfterMs);
  expect((await takeToken(services, request)).allowed).toBe(true);
});

test("a token that is given back can be taken again, also by another process", async () => {
  const [first, second] = processes();
  if (!first || !second) throw new Error("two processes");
  const request = { key: "sign-in:somebody", limit: 1, windowMs };
  await takeToken(first, request);
  await giveBackToken(first, request);
  expect((await takeToken(second, request)).allowed).toBe(true);
});

test("what is given back while the database is away does not count", async () => {
  const away = createDb({ connectionString: "postgres://nobody@127.0.0.1:1/none", max: 1, applicationName: "away" });
  const services = runtimeServices(away, { now: clock.now });
  const request = { key: "given-back-alone", limit: 10, windowMs };
  for (let n = 0; n < 25; n += 1) {
    expect(await takeToken(services, request)).toMatchObject({ allowed: true });
    await giveBackToken(services, request);
  }
  await away.close();
});

test("while the database is away each process still limits by itself", async () => {
  const away = createDb({ connectionString: "postgres://nobody@127.0.0.1:1/none", max: 1, applicationName: "away" });
  const services = runtimeServices(away, { now: clock.now });
  const answers = [];
  for (let index = 0; index < 5; index += 1) {
    answers.push((await takeToken(services, { key: "address:alone", limit: 3, windowMs })).allowed);
  }
  expect(answers).toEqual([true, true, true, false, false]);
  await away.close();
});
