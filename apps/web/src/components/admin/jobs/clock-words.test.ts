import { expect, test } from "vitest";

import { clockWords } from "./clock-words.ts";

test.for([
  [{ cron: "* * * * *" }, "every minute"],
  [{ cron: "*/15 * * * *" }, "every 15 minutes"],
  [{ cron: "5 * * * *" }, "every hour at minute 5"],
  [{ cron: "17 2 * * *" }, "every day at 02:17 Europe/Helsinki"],
  [{ cron: "0 9 * * 1-5" }, "0 9 * * 1-5 Europe/Helsinki"],
  [{ everyMs: 3_600_000 }, "every hour"],
  [{ everyMs: 5_400_000 }, "every 90 minutes"],
] as const)("%j is told as %s", ([clock, words]) => {
  expect(clockWords({ cron: null, everyMs: null, timeZone: "Europe/Helsinki", ...clock })).toBe(words);
});
