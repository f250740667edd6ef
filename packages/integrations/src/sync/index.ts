export { SyncBusyError, SyncLeaseLostError } from "../contracts/sync-errors.ts";
export type { SyncCounts, SyncItemError, SyncProgress, SyncStore } from "../contracts/sync.ts";
export { createMemorySyncStore } from "./memory-sync-store.ts";
export { runSync, type RunSyncOptions, type SyncResult } from "./run-sync.ts";
export { syncIntervals, type SyncInterval } from "./sync-intervals.ts";
export type { SyncContext, SyncFetch, SyncJob, SyncPage, SyncSource } from "../contracts/sync-job.ts";
export {
  createSyncRegistry,
  type OpenSync,
  type RegisteredSyncJob,
  type SyncJobOptions,
  type SyncRegistry,
} from "./sync-registry.ts";
