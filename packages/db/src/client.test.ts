import { afterAll, beforeAll, expect, test } from "vitest";

import { createDb } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing/create-test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

test("a connection that breaks, idle or in somebody's hands, is told and ends nothing else", async () => {
  const told: string[] = [];
  const log = { warn: (_fields: Record<string, unknown>, message: string) => void told.push(message) };
  const db = createDb({ connectionString: database.url, max: 2, applicationName: "cartwright-breaking", log });
  const [held, idle] = await Promise.all([db.pool.connect(), db.pool.connect()]);
  idle.release();
  await database.db.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cartwright-breaking'",
  );
  await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(new Set(told)).toEqual(new Set(["database_connection_lost"]));
  await expect(held.query("select 1")).rejects.toThrow(/connection|terminat|queryable/i);
  held.release(true);
  expect((await db.pool.query<{ one: number }>("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await db.close();
});
