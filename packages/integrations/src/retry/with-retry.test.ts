import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ProviderUnavailableError } from "../contracts/errors.ts";
import { type Retry, withRetry } from "./with-retry.ts";

const down = () => Promise.reject(new ProviderUnavailableError("down"));
const never = () => new Promise<never>(() => undefined);
const longest = () => 1;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets every wait pass at once. */
async function hurry<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  await vi.runAllTimersAsync();
  return work;
}

test("the first success is the answer, and nothing is tried after it", async () => {
  const tries: number[] = [];
  const answer = withRetry(async ({ attempt }) => {
    tries.push(attempt);
    return attempt < 3 ? down() : "up";
  });
  expect(await hurry(answer)).toBe("up");
  expect(tries).toEqual([1, 2, 3]);
});

test("after the last try its error is thrown, with no wait behind it", async () => {
  const retries: Retry[] = [];
  const call = vi.fn<typeof down>(down);
  await expect(hurry(withRetry(call, { maxAttempts: 4, onRetry: (retry) => retries.push(retry) }))).rejects.toThrow(
    "down",
  );
  expect(call).toHaveBeenCalledTimes(4);
  expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
});

test.for([
  { backoff: "exponential", waits: [100, 200, 400, 500] },
  { backoff: "linear", waits: [100, 200, 300, 400] },
  { backoff: "constant", waits: [100, 100, 100, 100] },
] as const)(
  "$backoff waits grow to the longest, and each is drawn from nothing up to it",
  async ({ backoff, waits }) => {
    const delays = async (random: () => number) => {
      const seen: number[] = [];
      const options = { maxAttempts: 5, delayMs: 100, maxDelayMs: 500, backoff, random };
      await hurry(withRetry(down, { ...options, onRetry: ({ delayMs }) => seen.push(delayMs) })).catch(() => undefined);
      return seen;
    };
    expect(await delays(longest)).toEqual(waits);
    expect(await delays(() => 0.25)).toEqual(waits.map((wait) => wait / 4));
  },
);

test("what cannot help is not tried again", async () => {
  const call = vi.fn<() => Promise<never>>(() => Promise.reject(new TypeError("a defect")));
  await expect(hurry(withRetry(call))).rejects.toThrow("a defect");
  expect(call).toHaveBeenCalledTimes(1);
});

test("nobody is asked again before the moment that they named, however short our own longest wait", async () => {
  const delays: number[] = [];
  const busy = () => Promise.reject(new ProviderUnavailableError("busy", { retryAfterMs: 5_000 }));
  const options = { maxAttempts: 2, delayMs: 100, maxDelayMs: 100, random: longest };
  await hurry(withRetry(busy, { ...options, onRetry: ({ delayMs }) => delays.push(delayMs) })).catch(() => undefined);
  expect(delays).toEqual([5_100]);
});

test("a wait that would end after the budget is not begun", async () => {
  const busy = vi.fn<() => Promise<never>>(() =>
    Promise.reject(new ProviderUnavailableError("busy", { retryAfterMs: 5_000 })),
  );
  await expect(withRetry(busy, { budgetMs: 4_000 })).rejects.toThrow("busy");
  expect(busy).toHaveBeenCalledTimes(1);
});

test("a try that hangs ends with the budget, and is told so", async () => {
  const signals: AbortSignal[] = [];
  const hang = ({ signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return never();
  };
  await expect(hurry(withRetry(hang, { budgetMs: 1_000 }))).rejects.toThrow("not done within 1000 ms");
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
});

test("an abort ends a wait at once, with the caller's reason and no further try", async () => {
  const caller = new AbortController();
  const call = vi.fn<typeof down>(down);
  const waiting = Promise.withResolvers<void>();
  const answer = withRetry(call, { signal: caller.signal, onRetry: () => waiting.resolve() });
  await waiting.promise;
  caller.abort(new Error("stopping"));
  await expect(answer).rejects.toThrow("stopping");
  expect(call).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("an abort ends a try that does not heed its signal, and nothing starts when it came before", async () => {
  const caller = new AbortController();
  const answer = withRetry(never, { signal: caller.signal });
  caller.abort(new Error("stopping"));
  await expect(answer).rejects.toThrow("stopping");
  const call = vi.fn<typeof down>(down);
  await expect(withRetry(call, { signal: caller.signal })).rejects.toThrow("stopping");
  expect(call).not.toHaveBeenCalled();
});
