import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { type SyncRunView, toSyncRunView } from "./sync-run-view.ts";
import { whatOf } from "./sync-run.ts";

/** A run of any job, and what it is about as people call it. */
export interface NamedSyncRun extends SyncRunView {
  /** The shop or store that it is about; null for a job that is about none, and for one that is gone. */
  readonly subject: string | null;
}

export interface AllSyncRuns {
  /** `open`: those that wait, run or are paused. Default: all. */
  readonly state?: "open" | "failed" | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 100, default 20. */
  readonly limit?: number | undefined;
}

const statesOf = { open: ["pending", "running", "paused"], failed: ["failed"] } as const;

/**
 * The runs of every sync job of the organization, newest first: Shopify's, those of stores at marketplaces, and those that
 * integrations have registered.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listAllSyncRuns(
  ctx: Ctx,
  { state, cursor, limit = 20 }: AllSyncRuns = {},
): Promise<{ readonly items: NamedSyncRun[]; readonly nextCursor: string | null }> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await ctx.db.prisma.syncRun.findMany({
    where: {
      organizationId: ctx.organizationId,
      ...(state !== undefined && { status: { in: [...statesOf[state]] } }),
      // Ids are made in the order of time.
      ...(cursor !== undefined && { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(toSyncRunView);
  const subjects = await readSubjects(ctx, items);
  return {
    items: items.map((run) => ({ ...run, subject: subjects.get(subjectId(run.name) ?? "") ?? null })),
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  };
}

/** Runs of stores are named `store:<id>`, those of a family `<family>/<id>`. */
function subjectId(name: string): string | null {
  const id = name.startsWith("store:") ? name.slice("store:".length) : whatOf(name);
  return id !== undefined && z.uuid().safeParse(id).success ? id : null;
}

async function readSubjects(
  { db, organizationId }: Ctx,
  runs: readonly SyncRunView[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(runs.flatMap(({ name }) => subjectId(name) ?? []))];
  if (ids.length === 0) return new Map();
  const where = { organizationId, id: { in: ids } };
  const [stores, shops] = await Promise.all([
    db.prisma.marketplaceStore.findMany({ where, select: { id: true, storeName: true } }),
    db.prisma.shopifyIntegration.findMany({ where, select: { id: true, shopName: true, shopDomain: true } }),
  ]);
  return new Map([
    ...stores.map(({ id, storeName }) => [id, storeName] as const),
    ...shops.map(({ id, shopName, shopDomain }) => [id, shopName ?? shopDomain] as const),
  ]);
}
