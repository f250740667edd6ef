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
    readonly end: SyncEnd;
    readonly progress: Pick<SyncProgress, "created" | "updated" | "unchanged" | "removed" | "errors">;
    readonly error: string | null;
    readonly durationMs: number;
  },
): Promise<void> {
  const { runId, name, end, error, durationMs } = ended;
  const { created, updated, unchanged, removed, errors } = ended.progress;
  const data = { syncRunId: runId, name, created, updated, unchanged, removed, errors, durationMs };
  const about = { aggregateType: "sync", aggregateId: runId } as const;
  if (end === "completed") await emit(tx, scope, { ...about, type: "sync.completed", data });
  else await emit(tx, scope, { ...about, type: "sync.failed", data: { ...data, error: error ?? end } });
}
