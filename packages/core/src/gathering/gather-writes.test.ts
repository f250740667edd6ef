import { expect, test } from "vitest";

import { gatherWrites } from "./gather-writes.ts";

/** Notes what was written together; each write ends when the test says so. */
function slowStore({ most = 10, refused = new Set<number>() } = {}) {
  const batches: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const writes = gatherWrites(
    async (items: readonly number[]) => {
      batches.push(items);
      await new Promise<void>((end) => ends.push(end));
      if (items.some((item) => refused.has(item))) throw new Error(`refused ${items.join()}`);
      return items.map((item) => item * 2);
    },
    { most },
  );
  const endAll = async (results: Promise<unknown>): Promise<void> => {
    let over = false;
    void results.finally(() => (over = true)).catch(() => undefined);
    while (!over) {
      ends.shift()?.();
      await Promise.resolve();
    }
  };
  return { writes, batches, endAll };
}

test("what comes during a write shares the next one, in order and no more than it takes, and each gets its own result", async () => {
  const { writes, batches, endAll } = slowStore({ most: 3 });
  const results = Promise.all([1, 2, 3, 4, 5, 6].map((item) => writes.write(item)));
  expect(writes.isBehind).toBe(true);
  await endAll(results);
  expect(await results).toEqual([2, 4, 6, 8, 10, 12]);
  expect(batches).toEqual([[1], [2, 3, 4], [5, 6]]);
  expect(writes.isBehind).toBe(false);
});

test("one that cannot be written harms no other", async () => {
  const { writes, batches, endAll } = slowStore({ refused: new Set([3]) });
  const results = Promise.allSettled([1, 2, 3, 4].map((item) => writes.write(item)));
  await endAll(results);
  expect((await results).map((result) => (result.status === "fulfilled" ? result.value : "refused"))).toEqual([
    2,
    4,
    "refused",
    8,
  ]);
  expect(batches).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
});
