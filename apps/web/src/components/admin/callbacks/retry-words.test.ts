import { expect, test } from "vitest";

import { readRetryWords, retryWords } from "./retry-words.ts";

test("a schedule is told in the largest units that fit, and read back as it was", () => {
  const schedule = [5, 90, 300, 7_200, 86_400, 90_000];
  expect(retryWords(schedule)).toBe("5s, 90s, 5m, 2h, 1d, 25h");
  expect(readRetryWords(retryWords(schedule))).toEqual(schedule);
});

test.each(["5", "m", "5 m", "-5s", "5s; 5m", "1.5h"])("%s is no schedule", (text) => {
  expect(readRetryWords(text)).toBeNull();
});

test("nothing is the schedule of everybody", () => {
  expect(readRetryWords("  ")).toEqual([]);
});
