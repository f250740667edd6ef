const firstMs = 2_000;
const longestMs = 3_600_000;

/**
 * How long a subscriber waits after its nth failed attempt at an event: 2 s, 6 s, 18 s, … at most an hour, minus up to half
 * of it at random, so that what failed together does not come back together. Ten attempts span about two hours.
 */
export function handlerRetryDelayMs(failedAttempts: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 3 ** (failedAttempts - 1));
  return full * (1 - random() / 2);
}
