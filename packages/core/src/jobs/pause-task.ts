import { transact, type JobPause } from "@cartwright/db";

import { actorId } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { isJobName } from "./catalogue.ts";
import { notifyJobControl } from "./job-control.ts";
import { recordJobAction } from "./record-job-action.ts";

/** A task that no worker starts for now. */
export interface TaskPause {
  readonly task: string;
  readonly reason: string | null;
  readonly pausedBy: string | null;
  readonly pausedAt: Date;
}

const longestReason = 500;

/**
 * Has every worker stop starting jobs of one task, in the whole instance, within a second. Those that run go on; those that
 * come are kept and wait. Paused twice is paused once, with the first reason.
 *
 * @throws DomainError `not_found` for a task that neither this process nor a live worker knows
 */
export async function pauseTask(
  ctx: Ctx,
  { task, reason }: { task: string; reason?: string | undefined },
): Promise<TaskPause> {
  if (!(await isKnown(ctx, task))) throw new DomainError("not_found");
  return transact(ctx.db, async (tx) => {
    const { count } = await tx.jobPause.createMany({
      data: {
        task,
        reason: reason?.slice(0, longestReason) ?? null,
        pausedBy: actorId(ctx.actor),
        pausedAt: ctx.now(),
      },
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordJobAction(tx, ctx, { action: "task.paused", task });
      await notifyJobControl(tx);
    }
    return toTaskPause(await tx.jobPause.findUniqueOrThrow({ where: { task } }));
  });
}

// The web app may be older than a worker: what a live worker does can be paused as well.
async function isKnown({ db, jobs }: Ctx, task: string): Promise<boolean> {
  if (isJobName(task) || jobs?.find(task) !== undefined) return true;
  return (await db.prisma.jobWorker.count({ where: { tasks: { has: task } } })) > 0;
}

/** A pause as people see it. */
export function toTaskPause({ task, reason, pausedBy, pausedAt }: JobPause): TaskPause {
  return { task, reason, pausedBy, pausedAt };
}
