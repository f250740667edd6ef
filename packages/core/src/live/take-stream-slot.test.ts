import { afterAll, beforeAll, expect, test } from "vitest";

import { createDb, newId, type Db } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { reportProcess, retireProcess } from "#health/report-process.ts";
import { runtimeServices } from "#testing/runtime-services.ts";

import { takeStreamSlot } from "./take-stream-slot.ts";

let database: TestDatabase;
let secondDb: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  secondDb = createDb({ connectionString: database.url, max: 5, applicationName: "second-process" });
});
afterAll(async () => {
  await secondDb.close();
  await database.drop();
});

const otherProcess = "elsewhere:1:1";

async function hearOf(id: string, ago: string): Promise<void> {
  await database.db.pool.query(
    `insert into process_reports (id, app, host, pid, started_at, reported_at) values ($1, 'web', 'elsewhere', 1, now(), now() - $2::interval)
     on conflict (id) do update set reported_at = excluded.reported_at`,
    [id, ago],
  );
}

test("of many streams that are opened at once in two processes, exactly the allowed ones open", async () => {
  const userId = newId();
  await hearOf(otherProcess, "0 seconds");
  await reportProcess(runtimeServices(database.db), { app: "web" });
  const tries = Array.from({ length: 20 }, (_, n) =>
    takeStreamSlot(runtimeServices(n % 2 === 0 ? database.db : secondDb), {
      userId,
      ...(n % 2 === 0 && { holder: otherProcess }),
    }),
  );
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  await expect(takeStreamSlot(runtimeServices(database.db), { userId })).rejects.toMatchObject({
    code: "stream_limit_reached",
    details: { limit: 5 },
  });
  await takeStreamSlot(runtimeServices(database.db), { userId: newId() });
});

test("what a process held that fell silent, or that ended, can be had again", async () => {
  const services = runtimeServices(database.db);
  const userId = newId();
  const mostOne = { userId, limit: 1 };
  await hearOf(otherProcess, "29 seconds");
  await takeStreamSlot(services, { ...mostOne, holder: otherProcess });
  await expect(takeStreamSlot(services, mostOne)).rejects.toThrow("stream_limit_reached");
  await hearOf(otherProcess, "31 seconds");
  await takeStreamSlot(services, mostOne);
  await reportProcess(services, { app: "web" });
  await expect(takeStreamSlot(services, { ...mostOne, holder: otherProcess })).rejects.toThrow("stream_limit_reached");
  await retireProcess(services);
  await takeStreamSlot(services, { ...mostOne, holder: otherProcess });
});

test("nobody is refused because the database is away", async () => {
  const away = createDb({ connectionString: "postgres://nobody@127.0.0.1:1/none", max: 1, applicationName: "away" });
  const opened = takeStreamSlot(runtimeServices(away), { userId: newId(), limit: 0 });
  await expect(opened).resolves.toHaveProperty("release");
  await away.close();
});
