import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { defaultRetrySchedule } from "./retry-schedule.ts";
import { newSecret, signCallback } from "./sign-callback.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/callbacks.md"), "utf8");
const id = "019a9e2c-6f5b-7c52-9f0e-6b0f0c7d1a11";
const body = '{"event":"order.paid"}';

interface Receiver {
  isOurs(call: { secret: string; headers: Record<string, string>; body: string }): boolean;
}

test("the receiver's code on the page takes what we sign, also during a rotation, and nothing else", async () => {
  const code = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? "";
  const { isOurs } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Receiver;
  const [secret, before] = [newSecret(), newSecret()];
  const now = Math.floor(Date.now() / 1000);
  const headers = signed([secret, before], now);
  expect(isOurs({ secret, headers, body })).toBe(true);
  expect(isOurs({ secret: before, headers, body })).toBe(true);
  expect(isOurs({ secret: newSecret(), headers, body })).toBe(false);
  expect(isOurs({ secret, headers, body: `${body} ` })).toBe(false);
  expect(isOurs({ secret, headers: signed([secret], now - 400), body })).toBe(false);
});

test("the page tells the schedule as it is: ten attempts over some 75 hours", () => {
  expect(page).toContain("5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h");
  expect(defaultRetrySchedule).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(defaultRetrySchedule.reduce((sum, seconds) => sum + seconds, 0) / 3_600).toBeCloseTo(75.6, 1);
});

function signed(secrets: readonly string[], timestamp: number): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signCallback(secrets, { id, timestamp, body }),
  };
}
