import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Services } from "#context.ts";
import { runtimeServices } from "#testing/runtime-services.ts";

import { createJobHistory, type FinishedRun, type JobHistory } from "../job-history.ts";
import { prune } from "../prune.ts";
import { percentileOf } from "./histogram.ts";

let database: TestDatabase;
let services: Services;
let history: JobHistory;
const never = { flushMs: 1_000_000, slowFlushMs: 1_000_000 };

beforeAll(async () => {
  database = await createTestDatabase();
  services = runtimeServices(database.db);
});

beforeEach(async () => {
  await database.reset();
  history = createJobHistory(services, never);
});

afterEach(() => history.close());
afterAll(() => database.drop());

test("a finished try is kept with its error, progress and lines, in the partition of its day, whatever day that is", async () => {
  const finishedAt = new Date("2031-05-01T12:00:00.000Z");
  const run = finished({
    jobId: "7",
    outcome: "failed",
    error: "Error: no\0t now \ud800",
    stack: "at work",
    finishedAt,
  });
  history.begin(run);
  history.progress("7", 3, 10);
  history.log("7", "half-way");
  history.log("7", "nearly");
  history.record(run);
  history.record(finished({ jobId: "8" }));
  await history.flush();
  const [row] = await services.db.prisma.jobRun.findMany({ where: { jobId: 7n } });
  expect(row).toMatchObject({ outcome: "failed", error: "Error: no\ufffdt now \ufffd", stack: "at work" });
  expect(row).toMatchObject({ progressDone: 3, progressTotal: 10, finishedAt });
  expect(await services.db.prisma.jobRun.count()).toBe(2);
  const lines = await services.db.prisma.jobLine.findMany({ where: { jobId: 7n }, orderBy: { n: "asc" } });
  expect(lines.map(({ line }) => line)).toEqual(["half-way", "nearly"]);
});

test("a job that talks without end is cut short, and says so", async () => {
  history.begin(finished({ jobId: "7" }));
  for (let n = 0; n < 600; n += 1) history.log("7", "x".repeat(3_000));
  history.log("8", "nobody has begun this one");
  await history.flush();
  const lines = await services.db.prisma.jobLine.findMany({ orderBy: { n: "asc" } });
  expect(lines).toHaveLength(501);
  expect(lines[0]?.line).toHaveLength(2_000);
  expect(lines.at(-1)?.line).toBe("More than 500 lines: the rest is not kept.");
});

test("a job is shown as running once it has run for a second or tells how far it is, until it ends", async () => {
  await services.db.prisma.jobWorker.create({
    data: { id: "w", lockKey: 1n, host: "h", pid: 1, version: "t", roles: [] },
  });
  const slow = finished({ jobId: "1", startedAt: new Date(Date.now() - 1_100) });
  for (const run of [slow, finished({ jobId: "2" }), finished({ jobId: "3" })]) history.begin(run);
  history.progress("2", 1, null);
  await history.flush();
  const running = () => services.db.prisma.jobRunning.findMany({ orderBy: { jobId: "asc" } });
  expect(await running()).toMatchObject([{ jobId: 1n }, { jobId: 2n, progressDone: 1, progressTotal: null }]);
  expect(await services.db.prisma.jobWorker.findMany()).toMatchObject([{ running: 3 }]);
  history.progress("2", 2, 4);
  history.record(slow);
  await history.flush();
  expect(await running()).toMatchObject([{ jobId: 2n, progressDone: 2, progressTotal: 4 }]);
  expect(await services.db.prisma.jobWorker.findMany()).toMatchObject([{ running: 2 }]);
});

test("two workers that count the same minute add up, by task and outcome", async () => {
  const other = createJobHistory(services, never);
  const organizationId = newId();
  const finishedAt = new Date("2026-11-25T10:00:59.000Z");
  const startedAt = new Date("2026-11-25T10:00:58.900Z");
  for (const outcome of ["done", "done", "failed"] as const)
    for (const one of [history, other])
      for (const task of ["a", "b"]) one.record(finished({ task, outcome, organizationId, startedAt, finishedAt }));
  await Promise.all([history.flush(), other.close()]);
  const stats = await services.db.prisma.jobStat.findMany({ orderBy: [{ grain: "desc" }, { task: "asc" }] });
  expect(stats.map(({ grain, task, at }) => [grain, task, at.toISOString()])).toEqual([
    ["minute", "a", "2026-11-25T10:00:00.000Z"],
    ["minute", "b", "2026-11-25T10:00:00.000Z"],
    ["hour", "a", "2026-11-25T10:00:00.000Z"],
    ["hour", "b", "2026-11-25T10:00:00.000Z"],
  ]);
  for (const { done, failed, dead, runs } of stats) {
    expect({ done, failed, dead }).toEqual({ done: 4, failed: 2, dead: 0 });
    expect(percentileOf(runs, 0.5)).toBeGreaterThan(80);
    expect(percentileOf(runs, 0.99)).toBeLessThan(130);
  }
});

test("days that are over are dropped, the days to come are there before they begin", async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  for (const days of [0, 13, 15, 40]) {
    history.begin(finished({ jobId: String(days) }));
    history.record(finished({ jobId: String(days), finishedAt: daysAgo(days) }));
  }
  await history.flush();
  const kept = () => services.db.prisma.jobRun.findMany({ select: { jobId: true }, orderBy: { jobId: "asc" } });
  // Days of other tests, which are dates and not so long ago, may go as well.
  expect((await prune(services))["job_runs"]).toBeGreaterThanOrEqual(2);
  expect(await kept()).toEqual([{ jobId: 0n }, { jobId: 13n }]);
  const tomorrow = `job_runs_${daysAgo(-3).toISOString().slice(0, 10).replaceAll("-", "")}`;
  const { rows } = await services.db.pool.query("select to_regclass($1) is not null as there", [tomorrow]);
  expect(rows).toEqual([{ there: true }]);
  await prune({ ...services, settings: { ...services.settings, jobHistoryDays: 1 } });
  expect(await kept()).toEqual([{ jobId: 0n }]);
});

test("history that cannot be written is let go with a warning, and what comes after is kept", async () => {
  const warn = vi.spyOn(services.log, "warn");
  history.record(finished({ jobId: "not a number" }));
  await history.flush();
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ runs: 1 }), "job_history_lost");
  history.record(finished({ jobId: "9" }));
  await history.flush();
  expect(await services.db.prisma.jobRun.findMany()).toMatchObject([{ jobId: 9n }]);
});

function finished(of: Partial<FinishedRun> = {}): FinishedRun {
  const now = new Date();
  return {
    jobId: String(1 + Math.floor(Math.random() * 1e12)),
    task: "prune",
    organizationId: null,
    payload: {},
    attempt: 1,
    maxAttempts: 3,
    outcome: "done",
    error: null,
    workerId: "w",
    requestId: null,
    queuedAt: now,
    startedAt: now,
    finishedAt: now,
    ...of,
  };
}
