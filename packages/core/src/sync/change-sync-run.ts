import { transact, type SyncRun, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { emitSyncEnd } from "./emit-sync-end.ts";
import { enqueueRun } from "./start-sync.ts";
import { whatOf } from "./sync-run.ts";

interface Which {
  readonly syncRunId: string;
}

/** Stops a run so that it can go on later: at once while it waits, after the items under way while it runs. */
export async function pauseSync(ctx: Ctx, which: Which): Promise<void> {
  await change(ctx, which, "sync.paused", async (tx, run) => {
    if (run.status === "running") await update(tx, run, { request: "pause" });
    else if (run.status === "pending") await update(tx, run, { status: "paused" });
    else if (run.status !== "paused") throw refusal(run);
  });
}

/** Lets a paused run go on where it was. */
export async function resumeSync(ctx: Ctx, which: Which): Promise<void> {
  await change(ctx, which, "sync.resumed", async (tx, run) => {
    if (run.status === "running" && run.request === "pause") return update(tx, run, { request: null });
    if (run.status !== "paused") throw refusal(run);
    await update(tx, run, { status: "pending" });
    await enqueueRun(tx, ctx, { name: run.name, mode: run.mode === "incremental" ? "incremental" : "full" });
  });
}

/** Ends a run for good; what it has done stays. */
export async function cancelSync(ctx: Ctx, which: Which): Promise<void> {
  await change(ctx, which, "sync.cancelled", async (tx, run) => {
    if (run.status === "running") return update(tx, run, { request: "cancel" });
    if (run.status === "cancelled") return;
    if (run.status !== "pending" && run.status !== "paused") throw refusal(run);
    await update(tx, run, { status: "cancelled", finishedAt: ctx.now() });
    const ended = {
      runId: run.id,
      name: run.name,
      storeId: whatOf(run.name),
      end: "cancelled",
      progress: run,
      error: null,
      durationMs: 0,
    } as const;
    await emitSyncEnd(tx, ctx, ended);
  });
  ctx.wakeRelay();
}

/** Ends the run of a job that waits, if there is one. */
export async function cancelOpenSync(ctx: Ctx, { name }: { name: string }): Promise<void> {
  const where = { organizationId: ctx.organizationId, name, status: "pending" };
  const run = await ctx.db.prisma.syncRun.findFirst({ where, select: { id: true } });
  if (run) await cancelSync(ctx, { syncRunId: run.id });
}

async function change(
  ctx: Ctx,
  { syncRunId }: Which,
  action: string,
  act: (tx: Tx, run: SyncRun) => Promise<void>,
): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const where = { id: syncRunId, organizationId: ctx.organizationId };
    await tx.$queryRaw`select from sync_jobs where id = ${syncRunId}::uuid and organization_id = ${ctx.organizationId}::uuid for update`;
    const run = await tx.syncRun.findFirst({ where });
    if (!run) throw new DomainError("not_found", { syncRunId });
    await act(tx, run);
    await tell(tx, ctx, { run, action });
  });
}

// What was asked of a run that stands like that already is no change.
async function tell(tx: Tx, ctx: Ctx, { run, action }: { run: SyncRun; action: string }): Promise<void> {
  const { status, request } = await tx.syncRun.findUniqueOrThrow({ where: { id: run.id } });
  if (status === run.status && request === run.request) return;
  await recordAudit(tx, ctx, {
    action,
    subjectType: "sync",
    subjectId: run.id,
    data: { name: run.name },
    before: { status: run.status, request: run.request },
    after: { status, request },
  });
}

async function update(
  tx: Tx,
  { id }: SyncRun,
  data: { status?: string; request?: string | null; finishedAt?: Date },
): Promise<void> {
  await tx.syncRun.update({ where: { id }, data, select: { id: true } });
}

function refusal({ id, status }: SyncRun): DomainError {
  return new DomainError("conflict", { syncRunId: id, status });
}
