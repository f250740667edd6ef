import type { Ctx } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";

import { syncJobKey, syncMaxAttempts } from "./sync-run.ts";

/** Looks again at `at` whether the open run of a job needs somebody; that job begins no new run. */
export async function resumeSyncLater(ctx: Ctx, { name, at }: { name: string; at: Date }): Promise<void> {
  const { organizationId, requestId } = ctx;
  const options = { jobKey: syncJobKey(organizationId, name), maxAttempts: syncMaxAttempts, runAt: at };
  await enqueue(ctx, "run-sync", { organizationId, name, requestId, onlyOpen: true }, options);
}

/** Whether a run of the job waits, runs, or was left by somebody. */
export async function isSyncOpen({ db, organizationId }: Ctx, { name }: { name: string }): Promise<boolean> {
  const where = { organizationId, name, status: { in: ["pending", "running"] } };
  return (await db.prisma.syncRun.count({ where })) > 0;
}

/** When the open run of a job, which waits for its source, asks again; null when it does not wait. */
export async function nextTryOf({ db, organizationId }: Ctx, { name }: { name: string }): Promise<Date | null> {
  const where = { organizationId, name, status: "pending", nextTryAt: { not: null } };
  const run = await db.prisma.syncRun.findFirst({ where, select: { nextTryAt: true } });
  return run?.nextTryAt ?? null;
}
