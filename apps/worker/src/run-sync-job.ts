import { type Ctx, isDomainError, type Services } from "@cartwright/core";
import type { JobPayload } from "@cartwright/core/jobs/catalogue";
import { cancelOpenSync } from "@cartwright/core/sync/change-sync-run";
import { createSyncStore } from "@cartwright/core/sync/create-sync-store";
import { failOpenSync } from "@cartwright/core/sync/fail-open-sync";
import { isSyncOpen, nextTryOf, resumeSyncLater } from "@cartwright/core/sync/resume-sync-later";
import { systemContext } from "@cartwright/core/system-context";
import { SyncBusyError, SyncLeaseLostError } from "@cartwright/integrations/contracts";
import { isTransientError } from "@cartwright/integrations/retry";

import { isCancelled } from "./running-jobs.ts";

interface SyncRun {
  readonly services: Services;
  readonly payload: JobPayload<"run-sync">;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Told how far the run has come; a total that is not known is null. */
  readonly progress?: ((done: number, total: number | null) => void) | undefined;
}

/** Runs one sync job, or goes on with its open run. Throws when it failed, so that it is tried again. */
export async function runSyncJob({ services, payload, requestId, signal, progress }: SyncRun): Promise<void> {
  const { organizationId, name, mode, onlyOpen = false } = payload;
  const ctx = systemContext(services, { organizationId, name: `sync:${name}`, requestId });
  const job = services.syncJobs?.find(name);
  // Another version may know it; until then it is tried again, and in the end waits for a person.
  if (!job) throw new Error(`this worker knows no sync job named ${name}`);
  if (job.onlyFor && (await job.onlyFor()) !== organizationId) throw new Error(`${name} is not this organization's`);
  if (onlyOpen && !(await isSyncOpen(ctx, { name }))) return;
  try {
    const result = await job.run({
      store: createSyncStore(ctx, { mode }),
      signal,
      scope: { organizationId, requestId },
      onProgress: ({ created, updated, unchanged, errors, total }) =>
        progress?.(created + updated + unchanged + errors, total),
    });
    services.log.info({ organizationId, requestId, ...result }, "sync_ended");
  } catch (error) {
    await settle(ctx, { name, error, signal });
  }
}

// Who is in the way may be dead: somebody looks again when its lease ends. A stop is no failure: the next worker goes on.
// Whoever cancels the job means the run.
async function settle(ctx: Ctx, { name, error, signal }: { name: string; error: unknown; signal: AbortSignal }) {
  if (error instanceof SyncLeaseLostError) return;
  if (error instanceof SyncBusyError) {
    if (error.heldUntil !== null) await resumeSyncLater(ctx, { name, at: error.heldUntil });
  } else if (isCancelled(signal)) {
    await cancelOpenSync(ctx, { name });
    throw error;
  } else if (signal.aborted) await resumeSyncLater(ctx, { name, at: ctx.now() });
  else if (isFinal(error)) {
    // It would be refused again: the run says why, and the clock or somebody begins the next.
    ctx.log.warn({ err: error, name }, "sync_refused");
    await failOpenSync(ctx, { name, message: error.message });
  } else if (isTransientError(error)) await waitForSource(ctx, { name, error });
  else throw error;
}

// A source that is away costs no tries: the run waits, and its row says when. One that has been away for too long has failed.
async function waitForSource(ctx: Ctx, { name, error }: { name: string; error: unknown }): Promise<void> {
  const at = await nextTryOf(ctx, { name });
  ctx.log.warn({ err: error, name, nextTryAt: at }, at === null ? "sync_gave_up" : "sync_waits");
  if (at !== null) await resumeSyncLater(ctx, { name, at });
}

// Ours, or a vendor's. By their names: programs may hold a class twice.
function isFinal(error: unknown): error is Error {
  if (isDomainError(error)) return error.code !== "provider_unavailable" && error.code !== "service_unavailable";
  return error instanceof Error && error.name === "ProviderRefusedError";
}
