import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { recordJobAction } from "./record-job-action.ts";

/**
 * Ends a schedule of the organization. What its last tick added is done all the same.
 *
 * @throws DomainError `not_found`, also for one of the code's own
 */
export async function deleteSchedule(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const own = { id, organizationId: ctx.organizationId };
    const row = await tx.jobSchedule.findFirst({ where: own, select: { name: true } });
    const { count } = await tx.jobSchedule.deleteMany({ where: own });
    if (row === null || count === 0) throw new DomainError("not_found");
    await recordJobAction(tx, ctx, { action: "job_schedule.deleted", schedule: { id, name: row.name } });
  });
}
