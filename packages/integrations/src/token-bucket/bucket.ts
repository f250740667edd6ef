import type { Quota } from "#contracts/token-bucket.ts";

/** What was in a bucket when it was last counted. */
export interface Bucket {
  readonly tokens: number;
  /** In milliseconds; still to come while the bucket is paused. */
  readonly at: number;
}

/** Takes a token out of what has come back since, or says when there will be one. */
export function takeOne(
  bucket: Bucket | undefined,
  quota: Quota,
  now: number,
): { readonly bucket: Bucket } | { readonly retryAfterMs: number } {
  const pausedMs = Math.max(0, (bucket?.at ?? now) - now);
  const tokens = tokensNow(bucket, quota, now);
  if (pausedMs === 0 && tokens >= 1) return { bucket: { tokens: tokens - 1, at: now } };
  const lackMs = (Math.max(0, 1 - tokens) / quota.perSecond) * 1_000;
  return { retryAfterMs: Math.ceil(pausedMs + lackMs) };
}

/** At most `tokens` from now on. */
export function leaveAtMost(bucket: Bucket | undefined, quota: Quota, tokens: number, now: number): Bucket {
  return { tokens: Math.min(tokensNow(bucket, quota, now), tokens), at: Math.max(bucket?.at ?? now, now) };
}

/** Nothing for `ms`, whatever the rate is by then; one token after that. */
export function pauseFor(bucket: Bucket | undefined, quota: Quota, ms: number, now: number): Bucket {
  const { at } = leaveAtMost(bucket, quota, 1, now);
  return { tokens: 1, at: Math.max(at, now + ms) };
}

function tokensNow(bucket: Bucket | undefined, { burst, perSecond }: Quota, now: number): number {
  if (bucket === undefined) return burst;
  return Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
}
