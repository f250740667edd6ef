import { z } from "zod";

import { cancelJob } from "@cartwright/core/jobs/cancel-job";
import { changeMatchingJobs } from "@cartwright/core/jobs/change-matching-jobs";
import { discardJob } from "@cartwright/core/jobs/discard-job";
import { getJob } from "@cartwright/core/jobs/get-job";
import { jobsOverview } from "@cartwright/core/jobs/jobs-overview";
import { listJobs } from "@cartwright/core/jobs/list-jobs";
import { pauseTask } from "@cartwright/core/jobs/pause-task";
import { readStatistics } from "@cartwright/core/jobs/read-statistics";
import { resumeTask } from "@cartwright/core/jobs/resume-task";
import { retryJob } from "@cartwright/core/jobs/retry-job";
import { runJobNow } from "@cartwright/core/jobs/run-job-now";

import { toWire } from "#present/to-wire.ts";
import {
  changedJobsDto,
  changedMatchingDto,
  changeMatchingInput,
  jobDetailDto,
  jobIdsInput,
  jobInput,
  jobPageDto,
  jobsOverviewDto,
  jobStatisticsDto,
  listJobsInput,
  pauseTaskInput,
  resumedDto,
  resumeTaskInput,
  taskPauseDto,
} from "#schemas/jobs.ts";
import { procedure, router } from "#trpc.ts";

import { deadLetterProcedures } from "./admin-dead-letters.ts";
import { adminJobSchedulesRouter } from "./admin-job-schedules.ts";
import { subscriberProcedures } from "./admin-subscribers.ts";

const change = procedure.input(jobIdsInput).output(changedJobsDto);

export const adminJobsRouter = router({
  overview: procedure
    .input(z.object({}).optional())
    .output(jobsOverviewDto)
    .query(async ({ ctx }) => toWire(await jobsOverview(ctx.core))),
  statistics: procedure
    .input(z.object({}).optional())
    .output(jobStatisticsDto)
    .query(async ({ ctx }) => toWire(await readStatistics(ctx.core))),
  list: procedure
    .input(listJobsInput)
    .output(jobPageDto)
    .query(async ({ ctx, input }) => toWire(await listJobs(ctx.core, input))),
  get: procedure
    .input(jobInput)
    .output(jobDetailDto)
    .query(async ({ ctx, input }) => toWire(await getJob(ctx.core, input))),
  retry: change.mutation(({ ctx, input }) => retryJob(ctx.core, input)),
  runNow: change.mutation(({ ctx, input }) => runJobNow(ctx.core, input)),
  cancel: change.mutation(({ ctx, input }) => cancelJob(ctx.core, input)),
  discard: change.mutation(({ ctx, input }) => discardJob(ctx.core, input)),
  changeMatching: procedure
    .input(changeMatchingInput)
    .output(changedMatchingDto)
    .mutation(({ ctx, input }) => changeMatchingJobs(ctx.core, input)),
  pauseTask: procedure
    .input(pauseTaskInput)
    .output(taskPauseDto)
    .mutation(async ({ ctx, input }) => toWire(await pauseTask(ctx.core, input))),
  resumeTask: procedure
    .input(resumeTaskInput)
    .output(resumedDto)
    .mutation(({ ctx, input }) => resumeTask(ctx.core, input)),
  ...deadLetterProcedures,
  ...subscriberProcedures,
  schedules: adminJobSchedulesRouter,
});
