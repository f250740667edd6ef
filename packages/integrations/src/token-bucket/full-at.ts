import type { Quota } from "#contracts/token-bucket.ts";

/**
 * A bucket is one number: the moment at which it will be full again (the generic cell rate algorithm). A token is what comes
 * back in `1/perSecond`; there is one as long as the bucket lacks at most `burst - 1`.
 */
export function takeOne(fullAt: number, quota: Quota, now: number): { fullAt: number } | { retryAfterMs: number } {
  const afterwards = Math.max(fullAt, now) + tokenMs(quota);
  const latest = now + quota.burst * tokenMs(quota);
  return afterwards <= latest ? { fullAt: afterwards } : { retryAfterMs: Math.ceil(afterwards - latest) };
}

/** Full that much later, when at most `tokens` are left now. */
export function leaveAtMost(fullAt: number, quota: Quota, { tokens, now }: { tokens: number; now: number }): number {
  return Math.max(fullAt, now + (quota.burst - tokens) * tokenMs(quota));
}

/** Full that much later, when the next token comes after a pause. */
export function pauseFor(fullAt: number, quota: Quota, { ms, now }: { ms: number; now: number }): number {
  return leaveAtMost(fullAt, quota, { tokens: 1, now: now + ms });
}

function tokenMs({ perSecond }: Quota): number {
  return 1_000 / perSecond;
}
