import type { TokenBucket } from "#contracts/token-bucket.ts";

import { leaveAtMost, pauseFor, takeOne } from "./full-at.ts";

/** Counts for this process alone: for tests, and for one process that shares its quota with nobody. */
export function createMemoryBucket({ now = Date.now }: { now?: () => number } = {}): TokenBucket {
  const buckets = new Map<string, number>();
  const fullAt = (key: string): number => buckets.get(key) ?? 0;
  return {
    async take(key, quota) {
      const took = takeOne(fullAt(key), quota, now());
      if ("retryAfterMs" in took) return { taken: false, retryAfterMs: took.retryAfterMs };
      buckets.set(key, took.fullAt);
      return { taken: true };
    },
    async leave(key, quota, tokens) {
      buckets.set(key, leaveAtMost(fullAt(key), quota, { tokens, now: now() }));
    },
    async pause(key, quota, ms) {
      buckets.set(key, pauseFor(fullAt(key), quota, { ms, now: now() }));
    },
  };
}
