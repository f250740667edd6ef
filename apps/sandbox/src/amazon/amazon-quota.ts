import { z } from "zod";

import type { Clock } from "../clock.ts";

/** Rate (a second) and burst of each operation, as the models say. */
const usualPlans = {
  searchOrders: { rate: 0.0056, burst: 20 },
  getOrder: { rate: 0.5, burst: 30 },
  patchListingsItem: { rate: 5, burst: 5 },
  searchListingsItems: { rate: 5, burst: 5 },
};
export type AmazonOperation = keyof typeof usualPlans;

const plan = z.strictObject({ rate: z.number().positive().max(10_000), burst: z.number().int().min(1).max(100_000) });
export const amazonQuotaInput = z.strictObject({
  searchOrders: plan.optional(),
  getOrder: plan.optional(),
  patchListingsItem: plan.optional(),
  searchListingsItems: plan.optional(),
});

/** Amazon's token buckets: one per seller and operation, full at first. */
export interface AmazonQuota {
  /** Takes a token, or counts a refusal. */
  take(sellerId: string, operation: AmazonOperation): boolean;
  rateOf(operation: AmazonOperation): number;
  change(plans: z.output<typeof amazonQuotaInput>): void;
  report(): Record<AmazonOperation, { rate: number; burst: number; counted: number; refused: number }>;
  clear(): void;
}

export function createAmazonQuota(clock: Clock): AmazonQuota {
  let plans = { ...usualPlans };
  let totals = noTotals();
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(sellerId, operation) {
      const key = `${sellerId}/${operation}`;
      const { rate, burst } = plans[operation];
      const now = clock.now().getTime();
      const held = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, held.tokens + ((now - held.at) / 1_000) * rate);
      const isTaken = tokens >= 1;
      buckets.set(key, { tokens: isTaken ? tokens - 1 : tokens, at: now });
      totals[operation][isTaken ? "counted" : "refused"] += 1;
      return isTaken;
    },
    rateOf: (operation) => plans[operation].rate,
    change(changed) {
      plans = {
        searchOrders: changed.searchOrders ?? plans.searchOrders,
        getOrder: changed.getOrder ?? plans.getOrder,
        patchListingsItem: changed.patchListingsItem ?? plans.patchListingsItem,
        searchListingsItems: changed.searchListingsItems ?? plans.searchListingsItems,
      };
      buckets.clear();
    },
    report: () => ({
      searchOrders: { ...plans.searchOrders, ...totals.searchOrders },
      getOrder: { ...plans.getOrder, ...totals.getOrder },
      patchListingsItem: { ...plans.patchListingsItem, ...totals.patchListingsItem },
      searchListingsItems: { ...plans.searchListingsItems, ...totals.searchListingsItems },
    }),
    clear() {
      plans = { ...usualPlans };
      totals = noTotals();
      buckets.clear();
    },
  };
}

function noTotals(): Record<AmazonOperation, { counted: number; refused: number }> {
  const none = () => ({ counted: 0, refused: 0 });
  return { searchOrders: none(), getOrder: none(), patchListingsItem: none(), searchListingsItems: none() };
}
