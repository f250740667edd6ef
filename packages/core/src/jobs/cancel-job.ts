import { transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { notifyJobControl } from "./job-control.ts";
import { ownJobs, type ChangedJobs } from "./own-jobs.ts";
import { recordJobAction } from "./record-job-action.ts";

/**
 * Stops jobs: one that waits leaves the queue, one that runs has its signal fired within a second, wherever it runs, and is
 * not tried again. A handler that does not listen to its signal runs to its end.
 */
export async function cancelJob(ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<ChangedJobs> {
  return transact(ctx.db, async (tx) => {
    const own = await ownJobs(tx, ctx, ids);
    const waiting = await tx.$queryRaw<{ id: string; payload: object }[]>`
      select id::text, payload from graphile_worker.complete_jobs(${own}::bigint[])`;
    const running = await askToStop(tx, ctx, own);
    const jobs = [...waiting, ...running];
    await recordJobAction(tx, ctx, { action: "job.cancelled", jobs });
    return { requested: ids.length, changed: jobs.length };
  });
}

async function askToStop(tx: Tx, { organizationId, now }: Ctx, own: readonly string[]): Promise<{ id: string }[]> {
  const asked = await tx.$queryRaw<{ id: string }[]>`
    insert into job_cancellations (job_id, organization_id, requested_at)
    select id, ${organizationId}::uuid, ${now()} from graphile_worker.jobs
    where id = any(${[...own]}::bigint[]) and locked_at is not null
    on conflict do nothing returning job_id::text as id`;
  if (asked.length > 0) await notifyJobControl(tx);
  return asked;
}
