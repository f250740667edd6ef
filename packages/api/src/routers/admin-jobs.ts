import { z } from "zod";

import { discardJob } from "@cartwright/core/jobs/discard-job";
import { jobsOverview } from "@cartwright/core/jobs/jobs-overview";
import { listDeadLetters } from "@cartwright/core/jobs/list-dead-letters";
import { listJobs } from "@cartwright/core/jobs/list-jobs";
import { resolveDeadLetter } from "@cartwright/core/jobs/resolve-dead-letter";
import { retryJob } from "@cartwright/core/jobs/retry-job";

import { presentDeadLetter, presentJob, presentJobsOverview } from "#present/present-job.ts";
import {
  changedJobsDto,
  deadLetterDto,
  deadLetterPageDto,
  jobIdsInput,
  jobPageDto,
  jobsOverviewDto,
  listDeadLettersInput,
  listJobsInput,
  resolveDeadLetterInput,
} from "#schemas/jobs.ts";
import { procedure, router } from "#trpc.ts";

export const adminJobsRouter = router({
  overview: procedure
    .input(z.object({}).optional())
    .output(jobsOverviewDto)
    .query(async ({ ctx }) => presentJobsOverview(await jobsOverview(ctx.core))),
  list: procedure
    .input(listJobsInput)
    .output(jobPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listJobs(ctx.core, input);
      return { items: items.map(presentJob), nextCursor };
    }),
  retry: procedure
    .input(jobIdsInput)
    .output(changedJobsDto)
    .mutation(async ({ ctx, input }) => ({ ...(await retryJob(ctx.core, input)) })),
  discard: procedure
    .input(jobIdsInput)
    .output(changedJobsDto)
    .mutation(async ({ ctx, input }) => ({ ...(await discardJob(ctx.core, input)) })),
  deadLetters: procedure
    .input(listDeadLettersInput)
    .output(deadLetterPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listDeadLetters(ctx.core, input);
      return { items: items.map(presentDeadLetter), nextCursor };
    }),
  resolve: procedure
    .input(resolveDeadLetterInput)
    .output(deadLetterDto)
    .mutation(async ({ ctx, input }) => presentDeadLetter(await resolveDeadLetter(ctx.core, input))),
});
