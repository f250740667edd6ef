import { z } from "zod";

import { createSchedule } from "@cartwright/core/jobs/create-schedule";
import { deleteSchedule } from "@cartwright/core/jobs/delete-schedule";
import { listSchedules } from "@cartwright/core/jobs/list-schedules";
import { updateSchedule } from "@cartwright/core/jobs/update-schedule";

import { toWire } from "#present/to-wire.ts";
import {
  createJobScheduleInput,
  jobScheduleDto,
  jobSchedulePageDto,
  listJobSchedulesInput,
  removeJobScheduleInput,
  updateJobScheduleInput,
} from "#schemas/job-schedules.ts";
import { procedure, router } from "#trpc.ts";

export const adminJobSchedulesRouter = router({
  list: procedure
    .input(listJobSchedulesInput)
    .output(jobSchedulePageDto)
    .query(async ({ ctx, input }) => toWire(await listSchedules(ctx.core, input))),
  create: procedure
    .input(createJobScheduleInput)
    .output(jobScheduleDto)
    .mutation(async ({ ctx, input }) => toWire(await createSchedule(ctx.core, input))),
  update: procedure
    .input(updateJobScheduleInput)
    .output(jobScheduleDto)
    .mutation(async ({ ctx, input }) => toWire(await updateSchedule(ctx.core, input))),
  remove: procedure
    .input(removeJobScheduleInput)
    .output(z.object({ removed: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await deleteSchedule(ctx.core, input);
      return { removed: true as const };
    }),
});
