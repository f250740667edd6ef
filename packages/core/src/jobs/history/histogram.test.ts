import fc from "fast-check";
import { expect, test } from "vitest";

import { percentileOf, placeOf } from "./histogram.ts";

test("a percentile is told within the place that it lies in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 80_000_000 }), { minLength: 1, maxLength: 50 }), (durations) => {
      const histogram = Array.from({ length: 54 }, () => 0);
      for (const ms of durations) histogram[placeOf(ms)] = (histogram[placeOf(ms)] ?? 0) + 1;
      const exact = durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * 0.95) - 1] ?? 0;
      const told = percentileOf(histogram, 0.95) ?? 0;
      expect(told).toBeGreaterThan(exact / Math.SQRT2 - 1);
      expect(told).toBeLessThan(exact * Math.SQRT2 + 1);
    }),
  );
});

test("nothing counted has no percentile, and the longest durations share the last place", () => {
  expect(percentileOf([], 0.5)).toBeNull();
  expect(percentileOf([0, 0], 0.5)).toBeNull();
  expect([placeOf(-5), placeOf(0), placeOf(1), placeOf(2), placeOf(1e15)]).toEqual([0, 0, 0, 2, 53]);
});
