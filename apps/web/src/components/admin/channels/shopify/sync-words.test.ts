import { expect, test } from "vitest";

import { diffWords, fieldWords, paceWords, runWords, waitWords } from "./sync-words.ts";

test("a run says what it changed, and that nothing did", () => {
  const completedAt = "2026-12-01T10:00:00Z";
  const some = { created: 1_200, updated: 0, removed: 3, errors: 1, completedAt };
  expect(diffWords(some)).toBe("1,200 created, 3 removed, 1 failed");
  const none = { created: 0, updated: 0, removed: 0, errors: 0 };
  expect(diffWords({ ...none, completedAt })).toBe("nothing changed");
  expect(diffWords({ ...none, completedAt: null })).toBe("nothing changed yet");
});

test.for([
  [null, null, ""],
  [4.25, null, "4.3/s"],
  [512, 30, "512/s, 30 s left"],
  [20, 300, "20/s, 5 min left"],
  [1, 7_320, "1.0/s, 2 h 2 min left"],
] as const)("%s a second with %s seconds left", ([perSecond, left, words]) =>
  expect(paceWords(perSecond, left)).toBe(words),
);

test("fields go by words", () => {
  const change = { externalId: "1", change: "updated" as const, fields: ["lineItems", "compareAtPrice"] };
  expect(fieldWords(change)).toBe("lines, compare at price");
});

test("a run that waits for Shopify says why, that nothing has to be done, and that it is not stuck", () => {
  const waiting = {
    status: "pending",
    errorMessage: "shopify did not answer in time",
    nextTryAt: "2026-12-01T10:00:00Z",
  };
  expect(waitWords(waiting)).toBe(
    "Shopify did not answer in time. It goes on by itself where it was; nothing has to be done.",
  );
  expect(runWords({ ...waiting, status: "pending" }).word).toBe("Waiting to try again");
  expect(waitWords({ errorMessage: "The shop is no longer connected.", nextTryAt: null })).toBeNull();
  expect(runWords({ status: "pending", nextTryAt: null }).word).toBe("Waiting for a worker");
});
