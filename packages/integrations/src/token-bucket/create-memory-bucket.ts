import type { TokenBucket } from "#contracts/token-bucket.ts";

import { type Bucket, leaveAtMost, takeOne, tokensBeforePause } from "./bucket.ts";

/** Counts for this process alone: for tests, and for one process that shares its quota with nobody. */
export function createMemoryBucket({ now = Date.now }: { now?: () => number } = {}): TokenBucket {
  const buckets = new Map<string, Bucket>();
  const leave: TokenBucket["leave"] = async (key, quota, tokens) => {
    buckets.set(key, leaveAtMost(buckets.get(key), quota, tokens, now()));
  };
  return {
    async take(key, quota) {
      const took = takeOne(buckets.get(key), quota, now());
      if ("retryAfterMs" in took) return { taken: false, retryAfterMs: took.retryAfterMs };
      buckets.set(key, took.bucket);
      return { taken: true };
    },
    leave,
    pause: (key, quota, ms) => leave(key, quota, tokensBeforePause(quota, ms)),
  };
}
