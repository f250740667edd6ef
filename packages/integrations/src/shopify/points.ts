import { fadesWithinS, type ShopifyPoints } from "../contracts/shopify-points.ts";
import type { ShopifyCost } from "../contracts/shopify.ts";

/**
 * Reserves points, and says how long until they are there. What is reckoned is never more than Shopify has: all that was
 * reserved counts as spent until it is answered.
 */
export function takePoints(
  points: ShopifyPoints,
  cost: number,
  nowMs: number,
): { points: ShopifyPoints; waitMs: number } {
  const { maximum, restorePerS, measuredAtMs } = points;
  const elapsedS = Math.max(0, nowMs - measuredAtMs) / 1_000;
  const underWay = points.underWay * Math.exp(-elapsedS / fadesWithinS);
  // No query waits for more than there can be; Shopify refuses one that costs more.
  const wanted = Math.min(cost, maximum);
  const available = Math.min(points.available + restorePerS * elapsedS, maximum - underWay) - wanted;
  const waitMs = available >= 0 || restorePerS <= 0 ? 0 : Math.ceil((-available / restorePerS) * 1_000);
  return { points: { maximum, restorePerS, available, underWay: underWay + wanted, measuredAtMs: nowMs }, waitMs };
}

/**
 * Ends a reservation. What was reserved above what it cost comes back, but never more than Shopify says there is, less what
 * others have reserved since. Answers overtake each other: one that says that there is more may be the older one.
 */
export function settlePoints(
  points: ShopifyPoints,
  { cost, told }: { cost: number; told: ShopifyCost | null },
  nowMs: number,
): ShopifyPoints {
  const wanted = Math.min(cost, points.maximum);
  const underWay = Math.max(0, points.underWay - wanted);
  if (told === null) return { ...points, underWay };
  const { maximumAvailable: maximum, restoreRate: restorePerS, currentlyAvailable } = told.status;
  const elapsedS = Math.max(0, nowMs - points.measuredAtMs) / 1_000;
  const reckoned = points.available + restorePerS * elapsedS + wanted - told.actual;
  const available = Math.min(reckoned, currentlyAvailable - underWay);
  return { maximum, restorePerS, available, underWay, measuredAtMs: nowMs };
}
