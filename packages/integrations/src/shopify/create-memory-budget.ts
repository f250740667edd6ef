import { type ShopifyPoints, unknownPoints } from "../contracts/shopify-points.ts";
import type { ShopifyBudget } from "../contracts/shopify.ts";
import { settlePoints, takePoints } from "./points.ts";

/** A shop's points for one process alone: enough where a shop is asked once, as when it is being connected. */
export function createMemoryBudget(now: () => number = Date.now): ShopifyBudget {
  let points: ShopifyPoints = unknownPoints(now());
  return {
    take(cost) {
      const taken = takePoints(points, cost, now());
      points = taken.points;
      return Promise.resolve(taken.waitMs);
    },
    settle(cost, told) {
      points = settlePoints(points, { cost, told }, now());
      return Promise.resolve();
    },
  };
}
