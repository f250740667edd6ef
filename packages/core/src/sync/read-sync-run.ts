import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface SyncRunView {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly processedItems: number;
  /** Null when the source does not say. */
  readonly totalItems: number | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: number;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly errorMessage: string | null;
}

/** How one run stands. */
export async function readSyncRun(ctx: Ctx, { syncRunId }: { syncRunId: string }): Promise<SyncRunView> {
  const run = await ctx.db.prisma.syncRun.findFirst({ where: { id: syncRunId, organizationId: ctx.organizationId } });
  if (!run) throw new DomainError("not_found", { syncRunId });
  const { id, name, status, totalItems, created, updated, unchanged, removed, errors, startedAt, errorMessage } = run;
  const processedItems = created + updated + unchanged + errors;
  const counts = { created, updated, unchanged, removed, errors };
  return {
    id,
    name,
    status,
    processedItems,
    totalItems,
    ...counts,
    startedAt,
    completedAt: run.finishedAt,
    errorMessage,
  };
}
