import type { TokenBucket } from "#contracts/token-bucket.ts";

import { type Bucket, leaveAtMost, pauseFor, takeOne } from "./bucket.ts";

/** Counts for this process alone: for tests, and for one process that shares its quota with nobody. */
export function createMemoryBucket({ now = Date.now }: { now?: () => number } = {}): TokenBucket {
  const buckets = new Map<string, Bucket>();
  return {
    async take(key, quota) {
      const took = takeOne(buckets.get(key), quota, now());
      if ("retryAfterMs" in took) return { taken: false, retryAfterMs: took.retryAfterMs };
      buckets.set(key, took.bucket);
      return { taken: true };
    },
    async leave(key, quota, tokens) {
      buckets.set(key, leaveAtMost(buckets.get(key), quota, tokens, now()));
    },
    async pause(key, quota, ms) {
      buckets.set(key, pauseFor(buckets.get(key), quota, ms, now()));
    },
  };
}
