import { expect, test } from "vitest";

import { unknownPoints } from "../contracts/shopify-points.ts";
import { settlePoints, takePoints } from "./points.ts";

const status = (currentlyAvailable: number) => ({ maximumAvailable: 100, currentlyAvailable, restoreRate: 10 });
const full = { ...unknownPoints(0), maximum: 100, restorePerS: 10, available: 100 };

test("whoever comes when the points are reserved waits until they are back, in line", () => {
  const first = takePoints(full, 80, 0);
  const second = takePoints(first.points, 40, 0);
  const third = takePoints(second.points, 10, 0);
  expect([first.waitMs, second.waitMs, third.waitMs]).toEqual([0, 2_000, 3_000]);
});

test("what was reserved above the cost comes back with the answer", () => {
  const { points } = takePoints(full, 80, 0);
  expect(settlePoints(points, { cost: 80, told: { requested: 80, actual: 30, status: status(70) } }, 0).available).toBe(
    70,
  );
});

test("an answer that was overtaken does not make more of the points than there are", () => {
  const one = takePoints(full, 40, 0).points;
  const both = takePoints(one, 40, 0).points;
  // Shopify answered the first while it had 60 left, the second with 20; the second is told first.
  const later = settlePoints(both, { cost: 40, told: { requested: 40, actual: 40, status: status(20) } }, 0);
  const earlier = settlePoints(later, { cost: 40, told: { requested: 40, actual: 40, status: status(60) } }, 0);
  expect(earlier.available).toBeLessThanOrEqual(20);
  expect(earlier.underWay).toBe(0);
});

test("points that nobody uses come back up to the most, and no reservation of the dead stays", () => {
  const { points } = takePoints(full, 90, 0);
  const quarterOfAnHour = 15 * 60_000;
  expect(takePoints(points, 0, quarterOfAnHour).points.available).toBeGreaterThan(94);
});

test("an answer that tells of another plan is taken over", () => {
  const { points } = takePoints(unknownPoints(0), 50, 0);
  const told = {
    requested: 50,
    actual: 50,
    status: { maximumAvailable: 20_000, currentlyAvailable: 19_950, restoreRate: 1_000 },
  };
  const settled = settlePoints(points, { cost: 50, told }, 0);
  expect(settled).toMatchObject({ maximum: 20_000, restorePerS: 1_000 });
  expect(takePoints(settled, 0, 20_000).points.available).toBe(20_000);
});
