import { z } from "zod";

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

import { awaiting } from "./awaiting.ts";

export const adminJobsRouter = router({
  overview: procedure
    .input(z.object({}).optional())
    .output(jobsOverviewDto)
    .query(() => awaiting()),
  list: procedure
    .input(listJobsInput)
    .output(jobPageDto)
    .query(() => awaiting()),
  retry: procedure
    .input(jobIdsInput)
    .output(changedJobsDto)
    .mutation(() => awaiting()),
  discard: procedure
    .input(jobIdsInput)
    .output(changedJobsDto)
    .mutation(() => awaiting()),
  deadLetters: procedure
    .input(listDeadLettersInput)
    .output(deadLetterPageDto)
    .query(() => awaiting()),
  resolve: procedure
    .input(resolveDeadLetterInput)
    .output(deadLetterDto)
    .mutation(() => awaiting()),
});
