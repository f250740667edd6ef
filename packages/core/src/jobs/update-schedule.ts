import { transact, type JobSchedule } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { checkSchedule, type ScheduleInput } from "./check-schedule.ts";
import { recordJobAction } from "./record-job-action.ts";
import { toScheduleView, type ScheduleView } from "./schedule-view.ts";

/** What is not named stays; naming `cron` or `everyMs` takes the place of the other. */
export type ScheduleChange = Partial<Omit<ScheduleInput, "name">>;

/**
 * Changes a schedule of the organization. A new clock, and being enabled again, count from now.
 *
 * @throws DomainError `not_found`, also for one of the code's own; `invalid_input` with the field that is wrong
 */
export async function updateSchedule(
  ctx: Ctx,
  { id, ...change }: ScheduleChange & { readonly id: string },
): Promise<ScheduleView> {
  return transact(ctx.db, async (tx) => {
    await tx.$queryRaw`select from job_schedules where id = ${id}::uuid for update`;
    const row = await tx.jobSchedule.findFirst({ where: { id, organizationId: ctx.organizationId } });
    if (row === null) throw new DomainError("not_found");
    const wanted = merge(row, change);
    const { payload, clock, nextRunAt } = checkSchedule(ctx, wanted);
    const { job, timeZone, catchUp, enabled } = wanted;
    const keepsTime = enabled === row.enabled && sameClock(row, { ...clock, timeZone });
    const updated = await tx.jobSchedule.update({
      where: { id },
      data: {
        job,
        payload,
        cron: clock.cron ?? null,
        everyMs: clock.everyMs ?? null,
        timeZone,
        catchUp,
        enabled,
        updatedAt: ctx.now(),
        ...(!keepsTime && { nextRunAt }),
      },
    });
    const schedule = { id, name: row.name, ...changeOf({ ...toScheduleView(row) }, { ...toScheduleView(updated) }) };
    await recordJobAction(tx, ctx, { action: "job_schedule.updated", schedule });
    return toScheduleView(updated);
  });
}

function merge(row: JobSchedule, change: ScheduleChange) {
  const old = toScheduleView(row);
  const newClock = typeof change.cron === "string" || typeof change.everyMs === "number";
  return {
    job: change.job ?? old.job,
    payload: change.payload ?? asRecord(old.payload),
    cron: newClock ? change.cron : old.cron,
    everyMs: newClock ? change.everyMs : old.everyMs,
    timeZone: change.timeZone ?? old.timeZone,
    catchUp: change.catchUp ?? old.catchUp,
    enabled: change.enabled ?? old.enabled,
  };
}

function sameClock(
  row: JobSchedule,
  { cron, everyMs, timeZone }: { cron?: string; everyMs?: number; timeZone: string },
) {
  return row.cron === (cron ?? null) && Number(row.everyMs ?? 0) === (everyMs ?? 0) && row.timeZone === timeZone;
}

function asRecord(payload: unknown): Record<string, unknown> {
  return typeof payload === "object" && payload !== null ? { ...payload } : {};
}
