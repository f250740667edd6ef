/** Keeps sends apart. Times are milliseconds since 1970. */
export interface Pace {
  /** How long until the next may leave; 0: now. */
  waitMs(now: number): number;
  /** One leaves. */
  take(now: number): void;
  /** From when on nothing is owed; whoever sends next starts there. Null without a rate. */
  readonly until: Date | null;
}

/**
 * A pace of so many a second, evenly spread. A turn that came late (timers do) is made up for by the next one, no more, so
 * that in no second there are more than the rate and one.
 */
export function createPace(ratePerSecond: number | null, pacedUntil: Date | null): Pace {
  if (ratePerSecond === null) return { waitMs: () => 0, take: () => undefined, until: null };
  const intervalMs = 1_000 / ratePerSecond;
  let next = pacedUntil?.getTime() ?? 0;
  return {
    waitMs: (now) => Math.max(0, next - now),
    take(now) {
      next = Math.max(next, now - intervalMs) + intervalMs;
    },
    get until() {
      return new Date(next);
    },
  };
}
