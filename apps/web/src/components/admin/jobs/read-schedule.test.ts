import { expect, test } from "vitest";

import { readSchedule, readWhen } from "./read-schedule.ts";

test.for([
  ["every minute", { cron: null, everyMs: 60_000 }],
  ["Every 30 minutes", { cron: null, everyMs: 1_800_000 }],
  ["every 2 hours", { cron: null, everyMs: 7_200_000 }],
  ["0 6 * * 1-5", { cron: "0 6 * * 1-5", everyMs: null }],
  ["now and then", { cron: "now and then", everyMs: null }],
] as const)("%s", ([text, clock]) => expect(readWhen(text)).toEqual(clock));

test("a payload is a JSON object or nothing", () => {
  const form = new FormData();
  form.set("when", "every day");
  expect(readSchedule(form)).toMatchObject({ schedule: { payload: {}, everyMs: 86_400_000, catchUp: false } });
  form.set("payload", '{"limit": 1}');
  form.set("catchUp", "on");
  expect(readSchedule(form)).toMatchObject({ schedule: { payload: { limit: 1 }, catchUp: true } });
  for (const text of ["[1]", "{", "3"]) {
    form.set("payload", text);
    expect(readSchedule(form)).toHaveProperty("problem");
  }
});
