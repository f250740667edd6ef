import { expect, test } from "vitest";

import { addMoment, type Moment, paceOf } from "./pace.ts";

const moment = (done: number, atMs: number, id = "a"): Moment => ({ id, done, atMs });

test("the pace is what was done in the time between the moments, and the rest is reckoned by it", () => {
  expect(paceOf([moment(0, 0), moment(100, 1_000), moment(500, 2_000)], 1_000)).toEqual({
    perSecond: 250,
    secondsLeft: 2,
  });
});

test("without two moments, without a whole, or while nothing moves, nothing is claimed", () => {
  expect(paceOf([moment(5, 0)], 10)).toEqual({ perSecond: null, secondsLeft: null });
  expect(paceOf([moment(5, 0), moment(5, 1_000)], 10)).toEqual({ perSecond: null, secondsLeft: null });
  expect(paceOf([moment(0, 0), moment(5, 1_000)], null)).toEqual({ perSecond: 5, secondsLeft: null });
});

test("only the last fifteen seconds of the same run count", () => {
  const kept = addMoment([moment(1, 0), moment(2, 20_000, "b"), moment(3, 21_000)], moment(4, 30_000));
  expect(kept).toEqual([moment(3, 21_000), moment(4, 30_000)]);
});
