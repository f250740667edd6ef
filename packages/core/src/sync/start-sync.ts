import { newId, transact, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { syncJobKey, syncMaxAttempts } from "./sync-run.ts";

export interface StartedSync {
  readonly syncRunId: string;
  /** False when one was open already: it is that one. */
  readonly isNew: boolean;
}

/** Asks for a run of a sync job now. When one waits, runs or is paused, answers that one. */
export async function startSync(ctx: Ctx, { name }: { name: string }): Promise<StartedSync> {
  return transact(ctx.db, async (tx) => {
    const added = await addRun(tx, ctx, { name, tickAt: null });
    if (added !== null) return { syncRunId: added, isNew: true };
    const { id } = await tx.syncRun.findFirstOrThrow({
      where: { organizationId: ctx.organizationId, name, status: { in: ["pending", "running", "paused"] } },
      select: { id: true },
    });
    return { syncRunId: id, isNew: false };
  });
}

/** Adds a run that waits, and its job; null when one is open, or the tick has had its run. */
export async function addRun(
  tx: Tx,
  ctx: Pick<Ctx, "organizationId" | "requestId">,
  { name, tickAt }: { name: string; tickAt: Date | null },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into sync_runs (id, organization_id, name, tick_at, request_id)
    values (${newId()}::uuid, ${ctx.organizationId}::uuid, ${name}, ${tickAt}::timestamptz, ${ctx.requestId})
    on conflict do nothing returning id::text`;
  if (row) await enqueueRun(tx, ctx, name);
  return row?.id ?? null;
}

/** Adds the job of the run that is open. */
export async function enqueueRun(
  tx: Tx,
  { organizationId, requestId }: Pick<Ctx, "organizationId" | "requestId">,
  name: string,
): Promise<void> {
  const options = { jobKey: syncJobKey(organizationId, name), maxAttempts: syncMaxAttempts };
  await enqueueInTransaction(tx, "run-sync", { organizationId, name, requestId }, options);
}
