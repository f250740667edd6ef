import { z } from "zod";

import { groupDeadLetters } from "@cartwright/core/jobs/group-dead-letters";
import { listDeadLetters } from "@cartwright/core/jobs/list-dead-letters";
import { resolveDeadLetter } from "@cartwright/core/jobs/resolve-dead-letter";
import { resolveDeadLetters } from "@cartwright/core/jobs/resolve-dead-letters";

import { toWire } from "#present/to-wire.ts";
import {
  deadLetterDto,
  deadLetterGroupsDto,
  deadLetterPageDto,
  listDeadLettersInput,
  resolveDeadLetterInput,
  resolveDeadLettersInput,
  resolvedDeadLettersDto,
} from "#schemas/dead-letters.ts";
import { procedure } from "#trpc.ts";

/** Part of `admin.jobs`: what was given up on, one by one and by cause. */
export const deadLetterProcedures = {
  deadLetters: procedure
    .input(listDeadLettersInput)
    .output(deadLetterPageDto)
    .query(async ({ ctx, input }) => toWire(await listDeadLetters(ctx.core, input))),
  deadLetterGroups: procedure
    .input(z.object({}).optional())
    .output(deadLetterGroupsDto)
    .query(async ({ ctx }) => ({ items: toWire(await groupDeadLetters(ctx.core)) })),
  resolve: procedure
    .input(resolveDeadLetterInput)
    .output(deadLetterDto)
    .mutation(async ({ ctx, input }) => toWire(await resolveDeadLetter(ctx.core, input))),
  resolveMany: procedure
    .input(resolveDeadLettersInput)
    .output(resolvedDeadLettersDto)
    .mutation(({ ctx, input }) => resolveDeadLetters(ctx.core, input)),
};
