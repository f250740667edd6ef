import { expect, test } from "vitest";

import { relativeWords } from "./relative-words.ts";

const now = Date.UTC(2026, 10, 21, 12);

test("a moment is told the way people say it", () => {
  expect(relativeWords(now - 10_000, now)).toBe("just now");
  expect(relativeWords(now + 5000, now)).toBe("just now");
  expect(relativeWords(now - 3 * 60_000, now)).toBe("3 min ago");
  expect(relativeWords(now - 5 * 3_600_000, now)).toBe("5 h ago");
  expect(relativeWords(now - 26 * 3_600_000, now)).toBe("1 day ago");
  expect(relativeWords(now + 14 * 60_000, now)).toBe("in 14 min");
});

test("what is more than a week away is told by its date", () => {
  expect(relativeWords(now - 8 * 86_400_000, now)).toBe("13 Nov");
  expect(relativeWords(now - 400 * 86_400_000, now)).toContain("2025");
});
