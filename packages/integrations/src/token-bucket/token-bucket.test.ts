import { expect, test } from "vitest";

import { bucketQuota, createMemoryBucket, takeTurn, windowQuota } from "./index.ts";

const quota = { burst: 3, perSecond: 2 };

/** A bucket whose time goes on when it is told to, and how often in a row something can be taken. */
function aBucket() {
  let now = 1_000_000;
  const bucket = createMemoryBucket({ now: () => now });
  const drain = async (key = "k") => {
    for (let taken = 0; ; taken += 1) if (!(await bucket.take(key, quota)).taken) return taken;
  };
  return { bucket, drain, pass: (ms: number) => void (now += ms) };
}

test("a bucket is full at first, gives as much as it holds, and fills up again no further", async () => {
  const { drain, pass } = aBucket();
  expect(await drain()).toBe(3);
  pass(500);
  expect(await drain()).toBe(1);
  pass(60_000);
  expect(await drain()).toBe(3);
  expect(await drain("another")).toBe(3);
});

test("a refusal says exactly when there is a token", async () => {
  const { bucket, drain, pass } = aBucket();
  await drain();
  pass(100);
  expect(await bucket.take("k", quota)).toEqual({ taken: false, retryAfterMs: 400 });
  pass(399);
  expect(await bucket.take("k", quota)).toMatchObject({ taken: false });
  pass(1);
  expect(await bucket.take("k", quota)).toEqual({ taken: true });
});

test("what the other side counts takes tokens away, and never gives any", async () => {
  const { bucket, drain } = aBucket();
  await bucket.leave("k", quota, 1);
  await bucket.leave("k", quota, 100);
  expect(await drain()).toBe(1);
});

test("after a pause there is one token, and not a heap", async () => {
  const { bucket, drain, pass } = aBucket();
  await bucket.pause("k", quota, 10_000);
  pass(9_999);
  expect(await drain()).toBe(0);
  expect(await bucket.take("k", { burst: 3, perSecond: 1e6 })).toEqual({ taken: false, retryAfterMs: 1 });
  pass(1);
  expect(await drain()).toBe(1);
});

test("a rate that turns out higher holds from then on, without paying for the lower one", async () => {
  const { bucket, pass } = aBucket();
  await bucket.take("k", { burst: 2, perSecond: 0.01 });
  await bucket.take("k", { burst: 2, perSecond: 0.01 });
  pass(100);
  expect(await bucket.take("k", { burst: 2, perSecond: 10 })).toEqual({ taken: true });
});

test("a window's limit holds for every window, and a bucket of theirs is never emptied", () => {
  const day = windowQuota(10_000, 86_400_000, 0.1);
  expect(day.burst + day.perSecond * 86_400).toBeCloseTo(10_000);
  const ours = bucketQuota(0.0056, 20);
  expect(ours.burst).toBeLessThan(20);
  expect(ours.perSecond).toBeLessThan(0.0056);
});

test("a turn that is too far away is refused at once, one that is near is waited for, and an abort ends the wait", async () => {
  const buckets = createMemoryBucket();
  const slow = { key: "slow", quota: { burst: 1, perSecond: 0.01 } };
  const signal = new AbortController().signal;
  await takeTurn({ buckets, quotas: [slow], maxWaitMs: 10, signal });
  await expect(takeTurn({ buckets, quotas: [slow], maxWaitMs: 10, signal })).rejects.toMatchObject({
    name: "RateLimitedError",
    retryAfterMs: expect.any(Number),
  });
  const quick = { key: "quick", quota: { burst: 1, perSecond: 50 } };
  await takeTurn({ buckets, quotas: [quick], maxWaitMs: 10_000, signal });
  await expect(takeTurn({ buckets, quotas: [quick], maxWaitMs: 10_000, signal })).resolves.toBeUndefined();
  const leaving = AbortSignal.abort(new Error("stopping"));
  await expect(takeTurn({ buckets, quotas: [slow], maxWaitMs: 1e6, signal: leaving })).rejects.toThrow("stopping");
});
