import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { ClaimedEvent } from "./claim-events.ts";
import { putBack } from "./record-outcome.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test("what was taken up is put back although connections break, so that it does not look as if a worker died with it", async () => {
  const event = await takenUp();
  const { pool, refused } = losing(3);
  await putBack({ pool }, { subscriber: "count", events: [event] });
  expect(refused()).toBe(3);
  expect(await startsOf(event)).toBe(0);
});

test("a database that stays away is told, and the event is under suspicion as after any death", async () => {
  const event = await takenUp();
  const { pool, refused } = losing(100);
  await expect(putBack({ pool }, { subscriber: "count", events: [event] })).rejects.toThrow("terminated unexpectedly");
  expect(refused()).toBe(5);
  expect(await startsOf(event)).toBe(1);
});

let last = 0n;

async function takenUp(): Promise<ClaimedEvent> {
  const [organizationId, aggregateId, seq] = [newId(), newId(), (last += 1n)];
  await database.db.prisma.subscriberEvent.create({
    data: { subscriber: "count", seq, organizationId, aggregateId, starts: 1 },
  });
  return {
    eventId: newId(),
    seq,
    organizationId,
    aggregateType: "counter",
    aggregateId,
    type: "counter.counted",
    data: {},
    occurredAt: new Date(),
    requestId: undefined,
    attempts: 0,
    starts: 1,
  };
}

async function startsOf({ seq }: ClaimedEvent): Promise<number> {
  const where = { subscriber_seq: { subscriber: "count", seq } };
  return (await database.db.prisma.subscriberEvent.findUniqueOrThrow({ where })).starts;
}

/** The database's own pool, whose first statements end as when a connection breaks under them. */
function losing(times: number): { pool: Pool; refused: () => number } {
  let count = 0;
  const { pool } = database.db;
  const query = (...args: Parameters<Pool["query"]>): unknown => {
    if (count === times) return pool.query(...args);
    count += 1;
    return Promise.reject(new Error("Connection terminated unexpectedly"));
  };
  return { pool: Object.assign(Object.create(pool) as Pool, { query }), refused: () => count };
}
