import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { type SyncRunView, toSyncRunView } from "./sync-run-view.ts";

const samples = z.array(z.object({ externalId: z.string().nullable(), message: z.string() }));
const changes = z.array(
  z.object({
    externalId: z.string(),
    change: z.enum(["created", "updated", "removed"]),
    title: z.string().optional(),
    fields: z.array(z.string()).optional(),
  }),
);

/** A run with what it reports: the first of its changes and errors. */
export interface SyncReport extends SyncRunView {
  readonly errorSamples: z.output<typeof samples>;
  readonly changes: z.output<typeof changes>;
}

/** How one run stands, and what it has changed. Throws `not_found`. */
export async function readSyncRun(ctx: Ctx, { syncRunId }: { syncRunId: string }): Promise<SyncReport> {
  const run = await ctx.db.prisma.syncRun.findFirst({ where: { id: syncRunId, organizationId: ctx.organizationId } });
  if (!run) throw new DomainError("not_found", { syncRunId });
  return { ...toSyncRunView(run), errorSamples: samples.parse(run.samples), changes: changes.parse(run.changes) };
}
