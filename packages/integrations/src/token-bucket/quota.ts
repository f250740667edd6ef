import type { Quota } from "#contracts/token-bucket.ts";

/**
 * At most `limit` calls in any window of `windowMs`, however it is laid: what is there at once and what comes back within a
 * window are no more than the limit together. `atOnce` is the share of it that may be used up in one go.
 */
export function windowQuota(limit: number, windowMs: number, atOnce: number): Quota {
  const burst = Math.max(1, Math.floor(limit * atOnce));
  return { burst, perSecond: Math.max(limit - burst, 1) / (windowMs / 1_000) };
}

/**
 * What is left of a token bucket of theirs when our calls take their time to get there: a call that was slow on its way lets
 * the next one seem early. Half a second of calls, and one at least, is kept back, and a twentieth of the rate.
 */
export function bucketQuota(perSecond: number, burst: number): Quota {
  const spare = Math.max(1, Math.ceil(perSecond / 2));
  return { burst: Math.max(1, burst - spare), perSecond: perSecond * 0.95 };
}
