import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { ownJobs, type ChangedJobs } from "./own-jobs.ts";
import { recordJobAction } from "./record-job-action.ts";

/** Takes jobs out of the queue for good; what they were to do is kept in the audit log. */
export async function discardJob(ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<ChangedJobs> {
  return transact(ctx.db, async (tx) => {
    const changed = await tx.$queryRaw<{ id: string; payload: object }[]>`
      select id::text, payload from graphile_worker.complete_jobs(${await ownJobs(tx, ctx, ids)}::bigint[])`;
    await recordJobAction(tx, ctx, { action: "job.discarded", jobs: changed });
    return { requested: ids.length, changed: changed.length };
  });
}
