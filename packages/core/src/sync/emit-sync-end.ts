import type { Tx } from "@cartwright/db";
import type { SyncEnd, SyncProgress } from "@cartwright/integrations/contracts";

import type { Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";

/** Tells that a run has ended, and what it did. One that was cancelled has failed, with that as its error. */
export async function emitSyncEnd(
  tx: Tx,
  scope: Scope,
  ended: {
    readonly runId: string;
    readonly name: string;
    /** The store that the run was about, if it was about one. */
    readonly storeId?: string | undefined;
    readonly end: SyncEnd;
    readonly progress: Pick<SyncProgress, "created" | "updated" | "unchanged" | "removed" | "errors">;
    readonly error: string | null;
    readonly durationMs: number;
  },
): Promise<void> {
  const { runId, name, storeId, end, error, durationMs } = ended;
  const { created, updated, unchanged, removed, errors } = ended.progress;
  const about = { aggregateType: "sync", aggregateId: runId } as const;
  const which = { syncRunId: runId, name, ...(storeId !== undefined && { storeId }) };
  const data = { ...which, created, updated, unchanged, removed, errors, durationMs };
  if (end === "completed") await emit(tx, scope, { ...about, type: "sync.completed", data });
  else await emit(tx, scope, { ...about, type: "sync.failed", data: { ...data, error: error ?? end } });
}
