import { newId, transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { checkSchedule, type ScheduleInput } from "./check-schedule.ts";
import { recordJobAction } from "./record-job-action.ts";
import { toScheduleView, type ScheduleView } from "./schedule-view.ts";

/**
 * Has a job added for the organization by the clock: each tick once however many workers there are, and not while what the
 * last tick added is still in the queue.
 *
 * @throws DomainError `invalid_input` with the field that is wrong; `conflict` when the organization has one of this name
 */
export async function createSchedule(ctx: Ctx, input: ScheduleInput): Promise<ScheduleView> {
  const { name, job, catchUp = false, enabled = true } = input;
  const timeZone = input.timeZone ?? (await organizationTimeZone(ctx));
  const { payload, clock, nextRunAt } = checkSchedule(ctx, { ...input, timeZone });
  return transact(ctx.db, async (tx) => {
    const row = {
      id: newId(),
      organizationId: ctx.organizationId,
      name,
      job,
      payload,
      cron: clock.cron ?? null,
      everyMs: clock.everyMs ?? null,
      timeZone,
      catchUp,
      enabled,
      nextRunAt,
    };
    const { count } = await tx.jobSchedule.createMany({ data: row, skipDuplicates: true });
    if (count === 0) throw new DomainError("conflict", { field: "name" });
    await recordJobAction(tx, ctx, { action: "job_schedule.created", schedule: { id: row.id, name } });
    return toScheduleView(await tx.jobSchedule.findUniqueOrThrow({ where: { id: row.id } }));
  });
}

async function organizationTimeZone({ db, organizationId }: Ctx): Promise<string> {
  const organization = await db.prisma.organization.findUnique({
    where: { id: organizationId },
    select: { timeZone: true },
  });
  return organization?.timeZone ?? "UTC";
}
