import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { type SyncRunView, toSyncRunView } from "./sync-run-view.ts";

export interface SyncRunFilter {
  /** Of these jobs alone. */
  readonly names: readonly string[];
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The runs of some jobs, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listSyncRuns(
  ctx: Ctx,
  { names, cursor, limit = 20 }: SyncRunFilter,
): Promise<{ readonly items: SyncRunView[]; readonly nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.syncRun.findMany({
    where: {
      organizationId: ctx.organizationId,
      name: { in: [...names] },
      // Ids are made in the order of time.
      ...(cursor !== undefined && { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items: items.map(toSyncRunView), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
