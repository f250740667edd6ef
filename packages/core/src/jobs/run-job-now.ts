import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { ownJobs, type ChangedJobs } from "./own-jobs.ts";
import { recordJobAction } from "./record-job-action.ts";

/**
 * Has jobs that wait for their time, or for their next try, run now. The tries that they have left stay as they are; one
 * that has none left is for `retryJob`.
 */
export async function runJobNow(ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<ChangedJobs> {
  return transact(ctx.db, async (tx) => {
    const own = await ownJobs(tx, ctx, ids);
    const changed = await tx.$queryRaw<{ id: string }[]>`
      select id::text from graphile_worker.reschedule_jobs(
        array(select id from graphile_worker.jobs where id = any(${own}::bigint[]) and attempts < max_attempts),
        run_at := now())`;
    await recordJobAction(tx, ctx, { action: "job.run_now", jobs: changed });
    return { requested: ids.length, changed: changed.length };
  });
}
