import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { ownJobs, type ChangedJobs } from "./own-jobs.ts";
import { recordJobAction } from "./record-job-action.ts";

/** Has jobs run now, with all their attempts before them, whatever they were waiting for. Those that run are left alone. */
export async function retryJob(ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<ChangedJobs> {
  return transact(ctx.db, async (tx) => {
    const changed = await tx.$queryRaw<{ id: string }[]>`
      select id::text from graphile_worker.reschedule_jobs(${await ownJobs(tx, ctx, ids)}::bigint[], run_at := now(), attempts := 0)`;
    await recordJobAction(tx, ctx, { action: "job.retried", jobs: changed });
    return { requested: ids.length, changed: changed.length };
  });
}
