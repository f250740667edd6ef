export { createRetryFetch, type FetchLike, type RetryFetchOptions } from "./create-retry-fetch.ts";
export { isTransientError, isTransientStatus } from "./is-transient-error.ts";
export { readRetryAfter } from "./read-retry-after.ts";
export { withRetry, type Attempt, type Retry, type RetryOptions } from "./with-retry.ts";
