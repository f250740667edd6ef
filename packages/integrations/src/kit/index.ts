/** What an integration is built from: the one import place of a folder in this package. */
export { z } from "zod";

export {
  ProviderRefusedError,
  ProviderUnavailableError,
  type EnqueueOptions,
  type Events,
  type IntegrationJobs,
  type IntegrationRuntime,
  type JobRun,
  type Shop,
  type ShopMoney,
  type ShopOrder,
  type ShopStock,
  type StoredEvent,
} from "#contracts/index.ts";
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
export { signatureVerifiers, type SignatureScheme } from "#signatures/index.ts";
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
export { flag, guardEnv, guardSettings, secretsEnv } from "#vendor-env/index.ts";
export {
  createWebhookHandler,
  type WebhookEvent,
  type WebhookEventHandler,
  type WebhookHandlerOptions,
} from "#webhook-handler/index.ts";
export {
  defineIntegration,
  type Integration,
  type IntegrationDefinition,
  type IntegrationEnv,
} from "./define-integration.ts";
