import { setTimeout as wait } from "node:timers/promises";

/** Asks again and again until the answer is true or the time is up; answers whether it was true. */
export async function waitUntil(
  { withinMs, everyMs = 50 }: { withinMs: number; everyMs?: number },
  isTrue: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > until) return false;
    await wait(everyMs);
  }
  return true;
}

/** Does something once a second, for so many seconds. */
export async function everySecond(seconds: number, act: () => unknown): Promise<void> {
  for (let n = 0; n < seconds; n += 1) {
    await wait(1_000);
    await act();
  }
}
