import type { Quota } from "#contracts/token-bucket.ts";

/** What was in a bucket when it was last counted; less than nothing while it is paused. */
export interface Bucket {
  readonly tokens: number;
  /** In milliseconds. */
  readonly at: number;
}

/** Takes a token out of what has come back since, or says when there will be one. */
export function takeOne(
  bucket: Bucket | undefined,
  quota: Quota,
  now: number,
): { readonly bucket: Bucket } | { readonly retryAfterMs: number } {
  const tokens = tokensNow(bucket, quota, now);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: now } };
  return { retryAfterMs: Math.ceil(((1 - tokens) / quota.perSecond) * 1_000) };
}

/** At most `tokens` from now on. */
export function leaveAtMost(bucket: Bucket | undefined, quota: Quota, tokens: number, now: number): Bucket {
  return { tokens: Math.min(tokensNow(bucket, quota, now), tokens), at: now };
}

/** So many tokens are there after a pause of `ms` only if they are one at that moment. */
export function tokensBeforePause({ perSecond }: Quota, ms: number): number {
  return 1 - (ms / 1_000) * perSecond;
}

function tokensNow(bucket: Bucket | undefined, { burst, perSecond }: Quota, now: number): number {
  if (bucket === undefined) return burst;
  return Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
}
