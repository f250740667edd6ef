import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const jobState = z.enum(["waiting", "delayed", "retrying", "failed", "active", "done"]);

export const jobDto = z.object({
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
});

export const jobPageDto = z.object({ items: z.array(jobDto), nextCursor });

export const jobsOverviewDto = z.object({
  counts: z.object({
    waiting: z.int(),
    delayed: z.int(),
    retrying: z.int(),
    failed: z.int(),
    active: z.int(),
    doneLastHour: z.int(),
    deadLetters: z.int(),
  }),
  oldestWaitingSeconds: z.number().nullable(),
  workers: z.array(
    z.object({ id: z.string(), host: z.string(), pid: z.int(), startedAt: instant, heartbeatAt: instant }),
  ),
});

export const deadLetterDto = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  ref: z.string(),
  error: z.string(),
  attempts: z.int(),
  payload: z.unknown(),
  createdAt: instant,
  resolvedAt: instant.nullable(),
  resolution: z.string().nullable(),
});
export const deadLetterPageDto = z.object({ items: z.array(deadLetterDto), nextCursor });

export const listJobsInput = z.object({
  state: jobState,
  task: z.string().max(100).optional(),
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
export const listDeadLettersInput = z.object({
  cursor: cursorInput.optional(),
  limit: limitInput(50),
  resolved: z.boolean().default(false),
});
export const resolveDeadLetterInput = z.object({ id: idInput, resolution: z.enum(["retried", "discarded"]) });

export type JobDto = z.infer<typeof jobDto>;
export type JobsOverviewDto = z.infer<typeof jobsOverviewDto>;
export type DeadLetterDto = z.infer<typeof deadLetterDto>;
