import type { SyncLease, SyncProgress } from "@cartwright/integrations/contracts";

import type { ReceiptRecord } from "./receipt-record.ts";

/** Why a run leaves what is due for later. */
export interface EarlyEnd {
  /** Null when the marketplace only wants to be left alone for a while. */
  readonly error: string | null;
  readonly retryAfterMs: number | null;
}

/** What a run has done so far; after a crash the next run of the store counts on. */
export interface StoreRunCounts {
  readonly processedCount: number;
  readonly successCount: number;
  readonly failedCount: number;
  readonly rateLimitedCount: number;
}

/** One run of a store's job: what it counts, whether it goes on, and its hold on the store. */
export interface StoreRun {
  /** Null while it goes on. */
  readonly ended: () => EarlyEnd | "cancelled" | null;
  readonly count: (receipt: string, record: ReceiptRecord) => void;
  /** Counts an order that was here and is brought up to date. */
  readonly countUpdated: () => void;
  readonly endEarly: (end: EarlyEnd) => void;
  /** Holds on to the store. Throws `SyncLeaseLostError` when another has taken it over. */
  readonly keep: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly progress: () => SyncProgress;
  readonly counts: () => StoreRunCounts;
}

const mostSamples = 100;

/** Begins to count where the lease's progress stands. */
export function openStoreRun(lease: SyncLease): StoreRun {
  let progress = lease.progress;
  let ended: EarlyEnd | "cancelled" | null = null;
  let keptAt = performance.now();
  const note = (request: "go_on" | "pause" | "cancel"): void => {
    keptAt = performance.now();
    if (request === "cancel") ended ??= "cancelled";
  };
  return {
    ended: () => ended,
    endEarly: (end) => void (ended ??= end),
    count: (receipt, record) => void (progress = countIn(progress, receipt, record)),
    countUpdated: () => void (progress = { ...progress, updated: progress.updated + 1 }),
    async keep() {
      if (performance.now() - keptAt > lease.leaseMs / 4) note(await lease.keep());
    },
    async save() {
      note(await lease.save(progress, []));
    },
    progress: () => progress,
    counts() {
      const { created, updated, errors: failedCount, unchanged: rateLimitedCount } = progress;
      const successCount = created + updated;
      const processedCount = successCount + failedCount + rateLimitedCount;
      return { processedCount, successCount, failedCount, rateLimitedCount };
    },
  };
}

// In the words of every sync run: imported is created, limited is as it was, and refused is an error.
function countIn(progress: SyncProgress, receipt: string, record: ReceiptRecord): SyncProgress {
  if (record.status === "success") return { ...progress, created: progress.created + 1 };
  if (record.status === "rate_limited") return { ...progress, unchanged: progress.unchanged + 1 };
  if (record.status === "pending") return progress;
  const sample = { externalId: receipt, message: record.error ?? "refused" };
  const samples = progress.samples.length < mostSamples ? [...progress.samples, sample] : progress.samples;
  return { ...progress, errors: progress.errors + 1, samples };
}
