import { SyncBusyError, SyncLeaseLostError, type SyncLease } from "@cartwright/integrations/contracts";

import { failureWords } from "#channels/failure-words.ts";
import type { Ctx } from "#context.ts";
import { createSyncStore } from "#sync/create-sync-store.ts";

import { claimDueReceipt } from "./claim-receipt.ts";
import { type DueReceipt, type DueStore, findDueStore, listDueReceipts } from "./due-receipts.ts";
import { findListings } from "./find-listings.ts";
import { holdStore } from "./hold-store.ts";
import { importClaimed } from "./import-claimed.ts";
import { pullChanged } from "./pull-changed.ts";
import { storeSyncName } from "./store-job.ts";
import { openStoreRun, type StoreRun, type StoreRunCounts } from "./store-run.ts";

export interface StoreSynced extends StoreRunCounts {
  readonly storeId: string;
  readonly syncRunId: string;
  readonly status: "completed" | "failed" | "cancelled";
  /** Why it ended before everything due was asked about. */
  readonly error: string | null;
}

export interface SyncStoreOptions {
  /** Ends the run after the questions under way; the next run of the store goes on. */
  readonly signal?: AbortSignal | undefined;
  /** For how long a holder that is not heard of keeps the store. Default 60 seconds; longer than one question may take. */
  readonly leaseMs?: number;
  readonly onProgress?: (done: number) => void;
}

const defaultLeaseMs = 60_000;
/** As many are looked up at once, and between two writes of how far the run is. */
const batch = 50;
/** Questions under way at once; the client in front of the marketplace keeps to its quota. */
const lanes = 4;

/**
 * Takes over what changed at a store's marketplace, where that has a list of it, then asks again about everything that is due,
 * batch by batch, and tells of the run by `sync.*` events. Never two at a time for one store: of others who come meanwhile each
 * gets null, as for a store that has nothing due. A run whose worker died is gone on with when its lease is over, under the
 * same id.
 *
 * Ends early, and has the store left alone for a while, when the marketplace is away or says how long it wants to be left.
 * Throws the signal's reason after an abort.
 */
export async function syncStore(
  ctx: Ctx,
  { storeId }: { storeId: string },
  options: SyncStoreOptions = {},
): Promise<StoreSynced | null> {
  const store = await findDueStore(ctx, { storeId });
  if (!store) return null;
  try {
    const runs = createSyncStore(ctx, { leaseMs: options.leaseMs ?? defaultLeaseMs, storeId });
    const lease = await runs.begin(storeSyncName(storeId));
    return await runHeld(ctx, { store, lease, options });
  } catch (error) {
    // Who holds it does the work, or the scheduler comes again when the lease is over.
    if (error instanceof SyncBusyError || error instanceof SyncLeaseLostError) return null;
    throw error;
  }
}

interface Held {
  readonly store: DueStore;
  readonly lease: SyncLease;
  readonly options: SyncStoreOptions;
}

async function runHeld(ctx: Ctx, { store, lease, options }: Held): Promise<StoreSynced> {
  const run = openStoreRun(lease);
  try {
    if (store.is_pull_due) await pullChanged(ctx, { store, run, signal: options.signal });
    await askBatches(ctx, { store, run, options });
    // Last, and only while all is well: orders come before what is for sale.
    if (store.are_listings_due && run.ended() === null) await findListings(ctx, { store, run, signal: options.signal });
  } catch (error) {
    if (options.signal?.aborted === true) {
      await lease.release("pending", run.progress());
      throw options.signal.reason;
    }
    if (error instanceof SyncLeaseLostError) throw error;
    ctx.log.warn({ err: error, storeId: store.id }, "store_sync_broke_off");
    run.endEarly({ error: failureWords(store.marketplace, error), retryAfterMs: null });
  }
  const ended = run.ended();
  const early = ended === "cancelled" ? null : ended;
  const status = ended === "cancelled" ? "cancelled" : early !== null && early.error !== null ? "failed" : "completed";
  await holdStore(ctx, store, early);
  await lease.finish(status, run.progress(), early?.error ?? null);
  return { storeId: store.id, syncRunId: lease.runId, status, ...run.counts(), error: early?.error ?? null };
}

interface Batches {
  readonly store: DueStore;
  readonly run: StoreRun;
  readonly options: SyncStoreOptions;
}

async function askBatches(ctx: Ctx, { store, run, options }: Batches): Promise<void> {
  while (run.ended() === null) {
    options.signal?.throwIfAborted();
    const due = await listDueReceipts(ctx, { storeId: store.id, limit: batch });
    if (due.length === 0) return;
    await askBatch(ctx, due, { store, run, options });
    await run.save();
    options.onProgress?.(run.counts().processedCount);
  }
}

// A lane that fails ends the others after the question that each has under way.
async function askBatch(ctx: Ctx, due: readonly DueReceipt[], given: Batches): Promise<void> {
  const left = [...due];
  const failures: unknown[] = [];
  const goesOn = (): boolean =>
    failures.length === 0 && given.run.ended() === null && given.options.signal?.aborted !== true;
  const lane = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined && goesOn(); one = left.shift()) {
      await askOne(ctx, one, given).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
}

async function askOne(ctx: Ctx, { id, receipt }: DueReceipt, { store, run, options }: Batches): Promise<void> {
  await run.keep();
  const claim = await claimDueReceipt(ctx, { logId: id });
  if (claim === null) return;
  const { record, retryAfterMs } = await importClaimed(ctx, { store, receipt, claim, signal: options.signal });
  run.count(receipt, record);
  if (record.status === "pending") run.endEarly({ error: record.error ?? "no answer", retryAfterMs });
  else if (record.status === "rate_limited" && retryAfterMs !== null) run.endEarly({ error: null, retryAfterMs });
}
