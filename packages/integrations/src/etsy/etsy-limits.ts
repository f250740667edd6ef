import type { Quota, TokenBucket } from "#contracts/token-bucket.ts";
import { windowQuota } from "#token-bucket/index.ts";

/**
 * What Etsy lets one app do, and how much of it is used up. A new app has 10 calls a second and 10,000 in any 24 hours; Etsy
 * says in each answer what ours has (https://developers.etsy.com/documentation/essentials/rate-limits).
 */
export interface EtsyLimits {
  quotas(): readonly { readonly key: string; readonly quota: Quota }[];
  /** Takes over what an answer says. */
  learn(headers: Headers): Promise<void>;
  /** Etsy refused one call as too many: nobody of us asks for so long. */
  pause(ms: number): Promise<void>;
}

const dayMs = 86_400_000;

export function createEtsyLimits(keystring: string, buckets: TokenBucket): EtsyLimits {
  const limit = { perSecond: 10, perDay: 10_000 };
  const day = { key: `etsy/${keystring}/day`, quota: (): Quota => windowQuota(limit.perDay, dayMs, 0.1) };
  // A fifth is kept back: calls that left within a second may arrive within less.
  const second = {
    key: `etsy/${keystring}/second`,
    quota: (): Quota => windowQuota(Math.max(1, limit.perSecond * 0.8), 1_000, 0.5),
  };
  return {
    quotas: () => [
      { key: second.key, quota: second.quota() },
      { key: day.key, quota: day.quota() },
    ],
    async learn(headers) {
      limit.perSecond = readCount(headers, "x-limit-per-second") ?? limit.perSecond;
      limit.perDay = readCount(headers, "x-limit-per-day") ?? limit.perDay;
      const today = readCount(headers, "x-remaining-today");
      if (today !== null && today < day.quota().burst) await buckets.leave(day.key, day.quota(), today);
      // Their documentation lacks the last letter of the second name.
      const now = readCount(headers, "x-remaining-this-second") ?? readCount(headers, "x-remaining-this-secon");
      if (now === 0) await buckets.leave(second.key, second.quota(), 0);
    },
    pause: (ms) => buckets.pause(second.key, second.quota(), ms),
  };
}

function readCount(headers: Headers, name: string): number | null {
  const value = headers.get(name)?.trim();
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}
