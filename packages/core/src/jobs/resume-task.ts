import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { notifyJobControl } from "./job-control.ts";
import { recordJobAction } from "./record-job-action.ts";

/** Lets the workers start jobs of a task again, within a second. Resumed twice is resumed once. */
export async function resumeTask(ctx: Ctx, { task }: { task: string }): Promise<{ resumed: boolean }> {
  return transact(ctx.db, async (tx) => {
    const { count } = await tx.jobPause.deleteMany({ where: { task } });
    if (count > 0) {
      await recordJobAction(tx, ctx, { action: "task.resumed", task });
      await notifyJobControl(tx);
    }
    return { resumed: count > 0 };
  });
}
