import type { Quota, TokenBucket } from "#contracts/token-bucket.ts";
import { bucketQuota } from "#token-bucket/index.ts";

/** What the models say of each operation: calls a second, and calls at once, for one seller and app. */
const usagePlans = {
  searchOrders: { rate: 0.0056, burst: 20 },
  getOrder: { rate: 0.5, burst: 30 },
  patchListingsItem: { rate: 5, burst: 5 },
  searchListingsItems: { rate: 5, burst: 5 },
} as const;

export type AmazonOperation = keyof typeof usagePlans;

/**
 * One bucket per seller and operation, as Amazon counts
 * (https://developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits). A seller may have another rate than the plan
 * says, and each answer tells it.
 */
export interface AmazonLimits {
  quota(sellerId: string, operation: AmazonOperation): { readonly key: string; readonly quota: Quota };
  /** Takes over the rate that an answer tells. */
  learn(sellerId: string, operation: AmazonOperation, headers: Headers): void;
  /** Amazon refused one call as too many. Answers how long nobody of us asks: as long as one token takes. */
  pause(sellerId: string, operation: AmazonOperation, retryAfterMs: number | null): Promise<number>;
}

/** Sellers whose own rates are remembered; those of others are told again in the next answer. */
const mostRates = 20_000;

export function createAmazonLimits(buckets: TokenBucket): AmazonLimits {
  const rates = new Map<string, number>();
  const quotaOf = (sellerId: string, operation: AmazonOperation) => {
    const key = `amazon/${sellerId}/${operation}`;
    const { rate, burst } = usagePlans[operation];
    return { key, quota: bucketQuota(rates.get(key) ?? rate, burst) };
  };
  return {
    quota: quotaOf,
    learn(sellerId, operation, headers) {
      const told = Number(headers.get("x-amzn-ratelimit-limit") ?? Number.NaN);
      if (!Number.isFinite(told) || told <= 0) return;
      const { key } = quotaOf(sellerId, operation);
      rates.delete(key);
      rates.set(key, told);
      if (rates.size > mostRates) rates.delete(rates.keys().next().value ?? key);
    },
    async pause(sellerId, operation, retryAfterMs) {
      const { key, quota } = quotaOf(sellerId, operation);
      const ms = retryAfterMs ?? Math.ceil(1_000 / quota.perSecond);
      await buckets.pause(key, quota, ms);
      return ms;
    },
  };
}
