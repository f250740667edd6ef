import { SyncLeaseLostError } from "../contracts/sync-errors.ts";
import type { SyncContext, SyncJob } from "../contracts/sync-job.ts";
import type { SyncCounts, SyncItemError, SyncProgress, SyncStore } from "../contracts/sync.ts";
import { isTransientError, type RetryOptions } from "../retry/index.ts";
import { bringOver } from "./bring-over.ts";
import { holdLease, type HeldLease, StopRequested } from "./hold-lease.ts";
import { createMemorySyncStore } from "./memory-sync-store.ts";
import { removeVanished } from "./remove-vanished.ts";
import { createTally, type Tally } from "./tally.ts";

export interface RunSyncOptions {
  /** Keeps the run; without one it is kept in memory, for tests and scripts. */
  readonly store?: SyncStore;
  /** Ends the run after the items under way; it goes on where it was when it is next run. */
  readonly signal?: AbortSignal | undefined;
  /** Items that are looked up together, and of lists and iterables saved together. Default 1,000. */
  readonly batchSize?: number;
  /** How many items are created or updated at once. Default 1. */
  readonly concurrency?: number;
  /** How many errors are kept with their words; all are counted. Default 100. */
  readonly maxErrorSamples?: number;
  /** A run that would remove a greater share of what was known (and ten or more) fails instead. Default 0.5. */
  readonly maxRemovedShare?: number;
  /** For fetching a page or a list. */
  readonly retry?: Omit<RetryOptions, "signal">;
  /** Told after each save. */
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** What came of a run. `paused` and `cancelled`: somebody asked for it. */
export interface SyncResult extends SyncCounts {
  readonly name: string;
  readonly runId: string;
  readonly status: "completed" | "paused" | "cancelled";
  /** The first of the errors. */
  readonly errorSamples: readonly SyncItemError[];
  readonly durationMs: number;
}

/** One run under way, as its parts see it. */
export interface SyncRun<External, Local> {
  readonly job: SyncJob<External, Local>;
  /** What the job's own functions are told. */
  readonly context: SyncContext;
  readonly options: RunSyncOptions;
  readonly held: HeldLease;
  readonly tally: Tally;
}

/**
 * Brings what is outside over into ours, once through. Holds one batch or page in memory, whatever the whole is.
 *
 * An item that fails is counted and passed over. When the source or the store fails, the run has failed, and the error is
 * thrown; where the store takes runs up again, one whose source is only away waits for it instead. A run whose process died is
 * taken up at its last page by the next call for the same name; items of that page are seen again, which changes nothing that
 * was done. Throws `SyncBusyError` while another runs, `SyncLeaseLostError` when
 * another took over, and the signal's reason after an abort.
 */
export async function runSync<External, Local>(
  job: SyncJob<External, Local>,
  options: RunSyncOptions = {},
): Promise<SyncResult> {
  const { store = createMemorySyncStore(), signal, maxErrorSamples = 100 } = options;
  signal?.throwIfAborted();
  const startedAt = performance.now();
  const lease = await store.begin(job.name);
  using held = holdLease(lease, { signal, onProgress: options.onProgress });
  const tally = createTally(lease.progress, { maxErrorSamples });
  const context = { runId: lease.runId, mode: lease.mode, signal: held.signal };
  const run = { job, context, options, held, tally };
  const status = await work(run).catch((error: unknown) => endEarly(run, error));
  const { created, updated, unchanged, removed, errors, samples } = tally.progress();
  const counts = { created, updated, unchanged, removed, errors };
  const durationMs = Math.round(performance.now() - startedAt);
  return { name: job.name, runId: lease.runId, status, ...counts, errorSamples: samples, durationMs };
}

async function work<External, Local>(run: SyncRun<External, Local>): Promise<"completed"> {
  const { held, tally, job, context } = run;
  if (tally.progress().phase === "fetch") await bringOver(run);
  if (context.mode === "full") await removeVanished(run);
  held.check();
  await job.complete?.(context, tally.progress());
  await held.lease.finish("completed", tally.progress(), null);
  return "completed";
}

async function endEarly<External, Local>(
  run: SyncRun<External, Local>,
  thrown: unknown,
): Promise<"paused" | "cancelled"> {
  const { held, tally, options } = run;
  const { signal } = options;
  const { lease } = held;
  // What breaks off because the run is to end says something else.
  const error: unknown = held.signal.aborted ? held.signal.reason : thrown;
  if (error instanceof SyncLeaseLostError) throw error;
  if (error instanceof StopRequested) {
    if (error.request === "pause") await lease.release("paused", tally.saved());
    else {
      await lease.finish("cancelled", tally.progress(), null);
      await abandon(run);
    }
    return error.request === "pause" ? "paused" : "cancelled";
  }
  if (signal?.aborted) await lease.release("pending", tally.saved());
  else if (!(await isPostponed(run, error))) {
    await lease.finish("failed", tally.progress(), messageOf(error));
    await abandon(run);
  }
  throw error;
}

async function isPostponed<External, Local>({ held, tally }: SyncRun<External, Local>, error: unknown) {
  return isTransientError(error) && (await held.lease.postpone?.(tally.saved(), messageOf(error))) === true;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// After the end is written, since it may fail and must not keep the run open; what it cannot end outside ends by itself.
async function abandon<External, Local>({ job, context, tally }: SyncRun<External, Local>): Promise<void> {
  const { runId, mode } = context;
  await Promise.resolve(job.abandon?.({ runId, mode }, tally.progress())).catch(() => undefined);
}
