import { setTimeout as sleep } from "node:timers/promises";

import { RateLimitedError } from "#contracts/rate-limited-error.ts";
import type { Quota, TokenBucket } from "#contracts/token-bucket.ts";

export interface Turn {
  readonly buckets: TokenBucket;
  /** Each has to have a token; the most plentiful first, so that what is taken in vain is cheap. */
  readonly quotas: readonly { readonly key: string; readonly quota: Quota }[];
  /** A turn that is further away is not waited for. */
  readonly maxWaitMs: number;
  readonly signal: AbortSignal;
}

/** Waits for our turn to call; throws `RateLimitedError` when that is further away than we wait, and the reason of an abort. */
export async function takeTurn({ buckets, quotas, maxWaitMs, signal }: Turn): Promise<void> {
  const until = performance.now() + maxWaitMs;
  for (const { key, quota } of quotas) {
    for (;;) {
      const took = await buckets.take(key, quota);
      if (took.taken) break;
      if (performance.now() + took.retryAfterMs > until)
        throw new RateLimitedError(`our quota of ${key} is used up for now`, { retryAfterMs: took.retryAfterMs });
      // Node tells an abort as an error of its own; ours is the caller's reason.
      await sleep(took.retryAfterMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
