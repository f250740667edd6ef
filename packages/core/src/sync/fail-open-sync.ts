import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { emitSyncEnd } from "./emit-sync-end.ts";
import { toSyncRunView } from "./sync-run-view.ts";
import { whatOf } from "./sync-run.ts";

/** Ends the run of a job that waits and cannot be begun, with the reason; where none waits nothing happens. */
export async function failOpenSync(ctx: Ctx, { name, message }: { name: string; message: string }): Promise<void> {
  const { organizationId } = ctx;
  await transact(ctx.db, async (tx) => {
    await tx.$queryRaw`
      select from sync_jobs where organization_id = ${organizationId}::uuid and name = ${name} and status = 'pending' for update`;
    const run = await tx.syncRun.findFirst({ where: { organizationId, name, status: "pending" } });
    if (!run) return;
    const data = { status: "failed", errorMessage: message, finishedAt: ctx.now() };
    await tx.syncRun.update({ where: { id: run.id }, data, select: { id: true } });
    const about = { runId: run.id, name, storeId: whatOf(name), end: "failed", error: message, durationMs: 0 } as const;
    await emitSyncEnd(tx, ctx, { ...about, progress: toSyncRunView(run) });
  });
  ctx.wakeRelay();
}
