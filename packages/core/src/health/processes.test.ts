import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { closeLive, openStream } from "#live/open-stream.ts";
import { runtimeServices } from "#testing/runtime-services.ts";

import { readSystemStats } from "./read-system-stats.ts";
import { reportProcess, retireProcess } from "./report-process.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await closeLive(database, { gracePeriodMs: 0 });
  await database.drop();
});

test("each process is told of with its figures, and all of them in total", async () => {
  const services = runtimeServices(database.db);
  const organizationId = newId();
  openStream(services, { stream: "events", organizationId, viewer: { kind: "staff" } });
  openStream(services, { stream: "catalog", organizationId, viewer: { kind: "anyone" } });
  await reportProcess(services, { app: "web" });
  await database.db.pool.query(
    `insert into process_reports (id, app, host, pid, started_at, figures)
     select 'elsewhere:1:1', 'worker', 'elsewhere', 1, started_at, figures from process_reports`,
  );
  const { processes, total } = await readSystemStats(services);
  expect(processes).toMatchObject([
    { app: "web", pid: process.pid, live: { streams: 2, authenticated: 1, byStream: { events: 1, catalog: 1 } } },
    { app: "worker", host: "elsewhere", live: { streams: 2 } },
  ]);
  const [one] = processes;
  expect(one?.memory.residentBytes).toBeGreaterThan(1_000_000);
  expect(total).toMatchObject({
    processes: 2,
    residentBytes: 2 * (one?.memory.residentBytes ?? 0),
    live: { streams: 4, authenticated: 2, byStream: { events: 2, catalog: 2, "my-orders": 0 } },
  });
});

test("a process that fell silent is not told of, and one that ends takes itself off the list", async () => {
  const services = runtimeServices(database.db);
  await reportProcess(services, { app: "web" });
  await database.db.pool.query(
    "update process_reports set reported_at = now() - interval '31 seconds' where id = 'elsewhere:1:1'",
  );
  expect((await readSystemStats(services)).processes).toMatchObject([{ app: "web" }]);
  await retireProcess(services);
  expect((await readSystemStats(services)).processes).toEqual([]);
});

test("jobs that are due, that run and that wait are counted", async () => {
  const { jobs } = await readSystemStats(runtimeServices(database.db));
  expect(jobs).toEqual({ due: 0, running: 0, later: 0, oldestDueSeconds: null });
  await database.db.pool.query(
    "select graphile_worker.add_job('no-op'), graphile_worker.add_job('no-op', run_at := now() + interval '1 hour')",
  );
  expect((await readSystemStats(runtimeServices(database.db))).jobs).toMatchObject({ due: 1, running: 0, later: 1 });
});
