import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const jobScheduleDto = z.object({
  id: z.string(),
  name: z.string(),
  source: z.enum(["code", "organization"]),
  job: z.string(),
  payload: z.unknown().optional(),
  cron: z.string().nullable(),
  everyMs: z.number().nullable(),
  timeZone: z.string(),
  catchUp: z.boolean(),
  enabled: z.boolean(),
  nextRunAt: instant,
  lastRunAt: instant.nullable(),
  lastJobId: z.string().nullable(),
});
export const jobSchedulePageDto = z.object({ items: z.array(jobScheduleDto), nextCursor });
export const listJobSchedulesInput = z.object({ cursor: cursorInput.optional(), limit: limitInput(50) });

const clock = {
  cron: z.string().min(1).max(100).nullable().optional(),
  everyMs: z
    .int()
    .min(1)
    .max(366 * 86_400_000)
    .nullable()
    .optional(),
  timeZone: z.string().min(1).max(64).optional(),
  catchUp: z.boolean().optional(),
  enabled: z.boolean().optional(),
};
const payload = z.record(z.string(), z.json()).optional();

export const createJobScheduleInput = z.object({
  name: z.string().trim().min(1).max(100),
  job: z.string().min(1).max(100),
  payload,
  ...clock,
});
export const updateJobScheduleInput = z.object({
  id: idInput,
  job: z.string().min(1).max(100).optional(),
  payload,
  ...clock,
});
export const removeJobScheduleInput = z.object({ id: idInput });

export type JobScheduleDto = z.infer<typeof jobScheduleDto>;
