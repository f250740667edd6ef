import { z } from "zod";

import { cursorInput, instant, limitInput, nextCursor } from "./paging.ts";

export const jobState = z.enum(["waiting", "delayed", "retrying", "failed", "active", "done"]);
const queuedState = jobState.exclude(["done"]);

const progress = z.object({ done: z.number(), total: z.number().nullable() }).nullable();

const jobFields = {
  id: z.string(),
  task: z.string(),
  state: jobState,
  attempts: z.int(),
  maxAttempts: z.int(),
  runAt: instant.nullable(),
  queuedAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  lastError: z.string().nullable(),
  jobKey: z.string().nullable(),
  requestId: z.string().nullable(),
  progress,
};

export const jobDto = z.object(jobFields);

export const jobPageDto = z.object({
  items: z.array(jobDto),
  nextCursor,
  lookedThrough: z.int().meta({ description: "How many jobs were looked at for this page." }),
});

const cause = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    eventId: z.string(),
    type: z.string().nullable(),
    seq: z.string().nullable(),
  }),
  z.object({ kind: z.literal("schedule"), name: z.string() }),
  z.object({ kind: z.literal("request"), requestId: z.string() }),
]);

const wait = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("later"), runAt: instant }),
  z.object({
    kind: z.literal("retrying"),
    runAt: instant,
    error: z.string().nullable(),
    attempts: z.int(),
    maxAttempts: z.int(),
  }),
  z.object({ kind: z.literal("out_of_tries"), tries: z.int() }),
  z.object({ kind: z.literal("paused"), task: z.string(), reason: z.string().nullable(), pausedAt: instant }),
  z.object({ kind: z.literal("no_worker") }),
  z.object({ kind: z.literal("unknown_task"), task: z.string() }),
  z.object({ kind: z.literal("queue"), queue: z.string(), behindJobId: z.string().nullable() }),
  z.object({ kind: z.literal("workers_busy"), running: z.int(), concurrency: z.int(), before: z.int() }),
  z.object({ kind: z.literal("next"), before: z.int(), atLeast: z.boolean() }),
]);

export const jobDetailDto = z.object({
  ...jobFields,
  payload: z.unknown().optional(),
  queue: z.string().nullable(),
  priority: z.int().nullable(),
  workerId: z.string().nullable(),
  cancelling: z.boolean(),
  ended: z.enum(["done", "dead", "cancelled", "removed"]).nullable(),
  cause: cause.nullable(),
  wait: wait.nullable(),
  tries: z.array(
    z.object({
      attempt: z.int(),
      outcome: z.enum(["done", "failed", "dead", "cancelled"]),
      error: z.string().nullable(),
      stack: z.string().nullable(),
      workerId: z.string(),
      dueAt: instant,
      startedAt: instant,
      finishedAt: instant,
    }),
  ),
  lines: z.array(z.object({ attempt: z.int(), n: z.int(), at: instant, line: z.string() })),
  deadLetter: z
    .object({ id: z.string(), resolvedAt: instant.nullable(), resolution: z.string().nullable() })
    .nullable(),
});

const stateCounts = {
  waiting: z.int(),
  delayed: z.int(),
  retrying: z.int(),
  failed: z.int(),
  active: z.int(),
};

const workerDto = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  roles: z.array(z.string()),
  tasks: z.array(z.string()),
  concurrency: z.int(),
  running: z.int(),
  startedAt: instant,
  heartbeatAt: instant,
  jobs: z.array(z.object({ id: z.string(), task: z.string(), startedAt: instant })),
});

export const jobsOverviewDto = z.object({
  counts: z.object({ ...stateCounts, deadLetters: z.int() }),
  oldestWaitingSeconds: z.number().nullable(),
  countedAt: instant,
  validMs: z.number().meta({ description: "For how long these counts are handed out; 0 when they are always new." }),
  tasks: z.array(
    z.object({
      task: z.string(),
      ...stateCounts,
      oldestWaitingSeconds: z.number().nullable(),
      paused: z.boolean(),
      hasWorker: z.boolean(),
    }),
  ),
  paused: z.array(
    z.object({
      task: z.string(),
      reason: z.string().nullable(),
      pausedBy: z.string().nullable(),
      pausedAt: instant,
    }),
  ),
  workers: z.array(workerDto),
});

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable();
const statisticsSum = z.object({
  done: z.int(),
  failed: z.int(),
  dead: z.int(),
  cancelled: z.int(),
  perMinute: z.number(),
  waitMs: percentiles,
  runMs: percentiles,
});

export const jobStatisticsDto = z.object({
  hour: statisticsSum,
  day: statisticsSum,
  tasks: z.array(z.object({ task: z.string(), hour: statisticsSum, day: statisticsSum })),
  minutes: z.array(z.object({ at: instant, done: z.int(), failed: z.int() })),
});

const taskInput = z.string().min(1).max(100);
const searchInput = z.string().max(200).optional();
export const jobInput = z.object({ id: z.string().regex(/^\d{1,18}$/) });
export const listJobsInput = z.object({
  state: jobState,
  task: taskInput.optional(),
  search: searchInput.meta({ description: "A number, key or correlation id as a whole, or a part of an error." }),
  cursor: cursorInput.optional(),
  limit: limitInput(50),
});
export const jobIdsInput = z.object({
  ids: z
    .array(z.string().regex(/^\d{1,18}$/))
    .min(1)
    .max(100),
});
export const changedJobsDto = z.object({ requested: z.int(), changed: z.int() });
export const changeMatchingInput = z.object({
  action: z.enum(["retry", "runNow", "cancel", "discard"]),
  state: queuedState,
  task: taskInput.optional(),
  search: searchInput,
});
export const changedMatchingDto = z.object({ requested: z.int(), changed: z.int(), more: z.boolean() });
export const pauseTaskInput = z.object({ task: taskInput, reason: z.string().max(500).optional() });
export const taskPauseDto = z.object({
  task: z.string(),
  reason: z.string().nullable(),
  pausedBy: z.string().nullable(),
  pausedAt: instant,
});
export const resumeTaskInput = z.object({ task: taskInput });
export const resumedDto = z.object({ resumed: z.boolean() });

export type JobDto = z.infer<typeof jobDto>;
export type JobDetailDto = z.infer<typeof jobDetailDto>;
export type JobsOverviewDto = z.infer<typeof jobsOverviewDto>;
export type JobStatisticsDto = z.infer<typeof jobStatisticsDto>;
export type WorkerDto = z.infer<typeof workerDto>;
