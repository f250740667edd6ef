/** What an integration is built from: the one import place of a folder in this package. */
export { ProviderRefusedError, ProviderUnavailableError } from "#contracts/index.ts";
export { createGuard, type Guard, type GuardOptions, type GuardSettings } from "#resilience/index.ts";
export {
  createRetryFetch,
  isTransientError,
  readRetryAfter,
  withRetry,
  type Attempt,
  type FetchLike,
  type Retry,
  type RetryFetchOptions,
  type RetryOptions,
} from "#retry/index.ts";
export {
  createMemorySyncStore,
  createSyncRegistry,
  runSync,
  SyncBusyError,
  syncIntervals,
  SyncLeaseLostError,
  type RunSyncOptions,
  type SyncContext,
  type SyncFetch,
  type SyncInterval,
  type SyncJob,
  type SyncJobOptions,
  type SyncPage,
  type SyncRegistry,
  type SyncResult,
  type SyncSource,
} from "#sync/index.ts";
export { guardEnv, guardSettings } from "#vendor-env/index.ts";
