import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";
import type { GuardState } from "@cartwright/integrations/contracts";

import { runtimeServices } from "#testing/runtime-services.ts";

import { listOutsideServices } from "./list-outside-services.ts";
import { reportGuards } from "./report-guards.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const calm: GuardState = {
  circuit: "closed",
  underWay: 1,
  queued: 0,
  answered: 12,
  failed: 0,
  turnedAway: 0,
  probeAt: null,
  lastFailure: null,
};

test("what a process finds is read by all, and its newest report counts", async () => {
  const services = runtimeServices(database.db);
  const at = new Date("2026-11-25T10:00:00.123Z");
  let state = calm;
  const report = () => reportGuards(services, { app: "worker", guards: [{ name: "stripe", state: () => state }] });
  await report();
  expect(await listOutsideServices(services)).toMatchObject([
    { service: "stripe", app: "worker", circuit: "closed", answered: 12, underWay: 1, lastFailure: null },
  ]);
  state = { ...calm, circuit: "open", failed: 5, probeAt: at, lastFailure: { message: "stripe: down", at } };
  await report();
  expect(await listOutsideServices(services)).toMatchObject([
    { circuit: "open", failed: 5, probeAt: at, lastFailure: "stripe: down", lastFailureAt: at },
  ]);
});

test("a process that fell silent is not told of, and is forgotten by the next that reports", async () => {
  const services = runtimeServices(database.db);
  await reportGuards(services, { app: "web", guards: [{ name: "posti", state: () => calm }] });
  await database.db.pool.query("update breaker_states set reported_at = now() - interval '2 minutes'");
  expect(await listOutsideServices(services)).toEqual([]);
  await reportGuards(services, { app: "web", guards: [] });
  expect(await database.db.prisma.breakerState.count()).toBe(0);
});
