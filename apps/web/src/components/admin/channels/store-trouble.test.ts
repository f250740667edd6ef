import { expect, test } from "vitest";

import { troubleOf } from "./store-trouble.ts";

const now = Date.parse("2026-12-01T10:00:00Z");
const store = {
  isConnected: true,
  lastError: null,
  heldUntil: null,
  marketplace: "etsy",
  rateLimitedCount: 0,
} as const;

test("a store in order, and one that nobody expects orders of, are in no trouble", () => {
  expect(troubleOf(store, now)).toBeNull();
  expect(troubleOf({ ...store, isConnected: false, lastError: "Etsy cannot be reached." }, now)).toBeNull();
});

test("a failed run says that orders are not coming in, why, and when it is tried again", () => {
  const lastError = "Etsy does not let us in. Register the store again with new tokens.";
  const heldUntil = "2026-12-01T10:20:00Z";
  expect(troubleOf({ ...store, lastError, heldUntil }, now)).toEqual({
    tone: "danger",
    title: "Orders are not coming in",
    text: lastError,
    triedAt: heldUntil,
  });
  expect(troubleOf({ ...store, lastError, heldUntil: "2026-12-01T09:59:00Z" }, now)).toMatchObject({ triedAt: null });
});

test("a marketplace that wants to be left alone is no failure, and says that nothing has to be done", () => {
  expect(troubleOf({ ...store, heldUntil: "2026-12-01T11:30:00Z" }, now)).toMatchObject({
    tone: "warning",
    title: "Etsy wants to be left alone for a while",
    triedAt: "2026-12-01T11:30:00Z",
  });
  expect(troubleOf({ ...store, heldUntil: "2026-12-01T09:30:00Z" }, now)).toBeNull();
});
