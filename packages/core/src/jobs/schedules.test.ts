import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";
import { runtimeCtx, runtimeServices } from "#testing/runtime-services.ts";

import { createSchedule } from "./create-schedule.ts";
import { deleteSchedule } from "./delete-schedule.ts";
import { createJobRegistry } from "./job-registry.ts";
import { keepCodeSchedules } from "./keep-code-schedules.ts";
import { listSchedules } from "./list-schedules.ts";
import { runDueSchedules } from "./run-due-schedules.ts";
import { nextTick } from "./schedule-clock.ts";
import { updateSchedule } from "./update-schedule.ts";

let database: TestDatabase;
const minute = 60_000;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("of many workers that see a tick one runs it, and the next comes a beat later", async () => {
  const { ctx, clock, jobs, tick } = await open();
  await createSchedule(ctx, { name: "pull", job: "pull-stock", payload: { store: "a" }, everyMs: 5 * minute });
  expect(await tick()).toBe(0);
  clock.pass(5 * minute + 2_000);
  const added = await Promise.all(Array.from({ length: 6 }, tick));
  expect(added.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await jobs()).toMatchObject([
    { payload: { store: "a", organizationId: ctx.organizationId }, max_attempts: 3 },
  ]);
  const [schedule] = (await listSchedules(ctx)).items.filter(({ source }) => source === "organization");
  expect(schedule?.lastRunAt).toEqual(clock.now());
  expect(schedule?.nextRunAt.getTime()).toBe(clock.now().getTime() - 2_000 + 5 * minute);
});

test("while the job of the last tick is in the queue there is no other; once it is gone there is", async () => {
  const { ctx, clock, jobs, tick, finish } = await open();
  await createSchedule(ctx, { name: "pull", job: "pull-stock", payload: { store: "a" }, everyMs: minute });
  clock.pass(minute);
  expect(await tick()).toBe(1);
  clock.pass(minute);
  expect(await tick()).toBe(0);
  expect(await jobs()).toHaveLength(1);
  await finish();
  clock.pass(minute);
  expect(await tick()).toBe(1);
});

test("ticks that nobody was there for are skipped, or made up for by one run, as the schedule says", async () => {
  const { ctx, clock, jobs, tick } = await open();
  const every = { job: "pull-stock", cron: "*/10 * * * *", timeZone: "UTC" };
  await createSchedule(ctx, { ...every, name: "skips", payload: { store: "skips" } });
  await createSchedule(ctx, { ...every, name: "catches up", payload: { store: "catches up" }, catchUp: true });
  clock.pass(55 * minute + 30_000);
  expect(await tick()).toBe(1);
  expect(await jobs()).toMatchObject([{ payload: { store: "catches up" } }]);
  const { items } = await listSchedules(ctx);
  for (const { source, nextRunAt } of items) {
    if (source === "organization") expect(nextRunAt.getTime()).toBeGreaterThan(clock.now().getTime());
  }
});

test("cron fields are read in the schedule's time zone, also when the clocks change", () => {
  const daily = { cron: "30 3 * * *", timeZone: "Europe/Helsinki" };
  expect(nextTick(daily, new Date("2026-03-28T12:00:00Z"))).toEqual(new Date("2026-03-29T01:00:00Z"));
  expect(nextTick(daily, new Date("2026-03-29T12:00:00Z"))).toEqual(new Date("2026-03-30T00:30:00Z"));
  expect(nextTick(daily, new Date("2026-10-24T12:00:00Z"))).toEqual(new Date("2026-10-25T00:30:00Z"));
  expect(nextTick(daily, new Date("2026-10-25T00:30:00Z"))).toEqual(new Date("2026-10-26T01:30:00Z"));
});

test("what is no clock, no job of an organization, or no payload of the job is refused by name of the field", async () => {
  const { ctx } = await open();
  const fine = { name: "x", job: "pull-stock", payload: { store: "a" }, everyMs: minute };
  const refused = async (change: object) =>
    createSchedule(ctx, { ...fine, ...change }).then(
      () => "accepted",
      (error: unknown) => error,
    );
  expect(await refused({ cron: "* * * * *" })).toMatchObject({ code: "invalid_input", details: { field: "cron" } });
  expect(await refused({ everyMs: undefined, cron: "61 * * * *" })).toMatchObject({ details: { field: "cron" } });
  expect(await refused({ everyMs: undefined, cron: "0 0 31 2 *" })).toMatchObject({ details: { field: "cron" } });
  expect(await refused({ everyMs: undefined, cron: "* * * * *", timeZone: "Mars/Base" })).toMatchObject({
    code: "invalid_input",
  });
  expect(await refused({ everyMs: 1_000 })).toMatchObject({ details: { field: "everyMs" } });
  expect(await refused({ job: "no-such-job" })).toMatchObject({ details: { field: "job" } });
  expect(await refused({ job: "prune", payload: {} })).toMatchObject({ details: { field: "job" } });
  expect(await refused({ payload: { store: 7 } })).toMatchObject({ details: { field: "payload.store" } });
  await createSchedule(ctx, fine);
  expect(await refused({})).toMatchObject({ code: "conflict" });
});

test("a schedule acts for its own organization alone, and is another's to neither see, change nor delete", async () => {
  const { ctx, stranger } = await open();
  const { id } = await createSchedule(ctx, {
    name: "mine",
    job: "pull-stock",
    payload: { store: "a", organizationId: stranger.organizationId },
    everyMs: minute,
  });
  const mine = (await listSchedules(ctx)).items.find((schedule) => schedule.id === id);
  expect(mine?.payload).toEqual({ store: "a", organizationId: ctx.organizationId });
  expect((await listSchedules(stranger)).items.map((schedule) => schedule.id)).not.toContain(id);
  await expect(updateSchedule(stranger, { id, enabled: false })).rejects.toThrow("not_found");
  await expect(deleteSchedule(stranger, { id })).rejects.toThrow("not_found");
  await deleteSchedule(ctx, { id });
  await expect(deleteSchedule(ctx, { id })).rejects.toThrow("not_found");
});

test("a change keeps what it does not name, a new clock counts from now, a disabled one does not tick; all is audited", async () => {
  const { ctx, clock, tick } = await open();
  const { id, nextRunAt } = await createSchedule(ctx, {
    name: "pull",
    job: "pull-stock",
    payload: { store: "a" },
    everyMs: 5 * minute,
  });
  clock.pass(minute);
  expect(await updateSchedule(ctx, { id, catchUp: true })).toMatchObject({
    everyMs: 5 * minute,
    nextRunAt,
    catchUp: true,
  });
  expect(await updateSchedule(ctx, { id, cron: "0 4 * * *" })).toMatchObject({ cron: "0 4 * * *", everyMs: null });
  const again = await updateSchedule(ctx, { id, everyMs: 2 * minute, enabled: false });
  expect(again).toMatchObject({ cron: null, nextRunAt: new Date(clock.now().getTime() + 2 * minute), enabled: false });
  clock.pass(3 * minute);
  expect(await tick()).toBe(0);
  await deleteSchedule(ctx, { id });
  const audit = await ctx.db.prisma.auditLog.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action }) => action)).toEqual([
    "job_schedule.created",
    ...Array.from({ length: 3 }, () => "job_schedule.updated"),
    "job_schedule.deleted",
  ]);
});

test("the code's own are listed with their ticks, keep their place over a restart, and stop with the version that had them", async () => {
  const { ctx, clock, registry, tick, jobs } = await open();
  registry.schedule({ name: "hourly-sweep", job: "sweep-payments", everyMs: 60 * minute });
  await keepCodeSchedules(ctx, registry.schedules());
  const find = async () => (await listSchedules(ctx)).items.find(({ name }) => name === "hourly-sweep");
  const first = await find();
  expect(first).toMatchObject({ source: "code", lastRunAt: null });
  clock.pass(30 * minute);
  await keepCodeSchedules(ctx, registry.schedules());
  expect((await find())?.nextRunAt).toEqual(first?.nextRunAt);
  clock.pass(30 * minute);
  expect(await tick([])).toBe(0);
  expect(await tick(["hourly-sweep"])).toBe(1);
  expect(await jobs("sweep-payments")).toMatchObject([{ key: "cron:hourly-sweep" }]);
  expect((await find())?.lastRunAt).toEqual(clock.now());
  await keepCodeSchedules(ctx, [{ name: "hourly-sweep", job: "sweep-payments", cron: "0 5 * * *" }]);
  expect(await find()).toMatchObject({ cron: "0 5 * * *", everyMs: null });
  expect(() => registry.schedule({ name: "hourly-sweep", job: "prune", everyMs: minute })).toThrow("already");
});

/** An organization of its own, a clock that only the test moves, and a job that an integration has defined. */
async function open() {
  await database.db.pool.query("truncate job_schedules");
  await database.db.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  let time = new Date("2026-06-01T12:00:30Z").getTime();
  const clock = { now: () => new Date(time), pass: (ms: number) => void (time += ms) };
  const services = runtimeServices(database.db, { now: clock.now });
  const registry = createJobRegistry(services);
  registry.defineJobs({ "pull-stock": z.object({ organizationId: z.uuid(), store: z.string() }) });
  const ctx = runtimeCtx({ ...services, jobs: registry });
  const stranger: Ctx = { ...ctx, organizationId: newId() };
  const jobs = async (task = "pull-stock") => {
    const { rows } = await database.db.pool.query(
      `select payload, job.key, job.max_attempts from graphile_worker.jobs job
       join graphile_worker._private_jobs using (id) where task_identifier = $1 order by id`,
      [task],
    );
    return rows;
  };
  const finish = () =>
    database.db.pool.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  const tick = (codeNames: string[] = []) => runDueSchedules({ ...services, jobs: registry }, { codeNames });
  return { ctx, stranger, clock, registry, jobs, tick, finish };
}
