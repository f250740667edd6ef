import { newId, transact, type Tx } from "@cartwright/db";
import type { SyncMode } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

import { syncJobKey, syncMaxAttempts } from "./sync-run.ts";

export interface StartedSync {
  readonly syncRunId: string;
  /** False when one was open already: it is that one. */
  readonly isNew: boolean;
  readonly mode: SyncMode;
  readonly status: string;
  /** In the queue; null while a worker that holds the run needs none. */
  readonly jobId: string | null;
}

/**
 * Asks for a run of a sync job now. When one waits, runs or is paused, answers that one; one that has not begun becomes a
 * full one when a full one is asked for.
 */
export async function startSync(
  ctx: Ctx,
  { name, mode = "full" }: { name: string; mode?: SyncMode },
): Promise<StartedSync> {
  return transact(ctx.db, (tx) => startSyncInTransaction(tx, ctx, { name, mode }));
}

/** `startSync` as part of the caller's transaction. */
export async function startSyncInTransaction(
  tx: Tx,
  ctx: Pick<Ctx, "organizationId" | "requestId">,
  { name, mode }: { name: string; mode: SyncMode },
): Promise<StartedSync> {
  const added = await addRun(tx, ctx, { name, mode, tickAt: null });
  if (added !== null) return { ...added, isNew: true, mode, status: "pending" };
  const [open] = await tx.$queryRaw<{ id: string; mode: SyncMode; status: string }[]>`
    update sync_jobs set mode = case when ${mode} = 'full' and status = 'pending' and token = 0 then 'full' else mode end
    where organization_id = ${ctx.organizationId}::uuid and name = ${name} and status in ('pending', 'running', 'paused')
    returning id::text, mode, status`;
  // It ended at this very moment: there is room for another.
  if (!open) return startSyncInTransaction(tx, ctx, { name, mode });
  const [job] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from graphile_worker.jobs where key = ${syncJobKey(ctx.organizationId, name)}`;
  return { syncRunId: open.id, isNew: false, mode: open.mode, status: open.status, jobId: job?.id ?? null };
}

interface NewRun {
  readonly name: string;
  readonly mode?: SyncMode;
  readonly tickAt: Date | null;
}

/** Adds a run that waits, and its job; null when one is open, or the tick has had its run. */
export async function addRun(
  tx: Tx,
  ctx: Pick<Ctx, "organizationId" | "requestId">,
  { name, mode = "full", tickAt }: NewRun,
): Promise<{ readonly syncRunId: string; readonly jobId: string | null } | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    insert into sync_jobs (id, organization_id, name, mode, tick_at, request_id)
    values (${newId()}::uuid, ${ctx.organizationId}::uuid, ${name}, ${mode}, ${tickAt}::timestamptz, ${ctx.requestId})
    on conflict do nothing returning id::text`;
  return row ? { syncRunId: row.id, jobId: await enqueueRun(tx, ctx, { name, mode }) } : null;
}

/** Adds the job of the run that is open. */
export async function enqueueRun(
  tx: Tx,
  { organizationId, requestId }: Pick<Ctx, "organizationId" | "requestId">,
  { name, mode }: { readonly name: string; readonly mode: SyncMode },
): Promise<string | null> {
  const options = { jobKey: syncJobKey(organizationId, name), maxAttempts: syncMaxAttempts };
  return enqueueInTransaction(tx, "run-sync", { organizationId, name, mode, requestId }, options);
}
