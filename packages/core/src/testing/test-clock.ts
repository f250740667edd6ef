export interface TestClock {
  /** The moment at which the clock stands. */
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

/** A clock that stands still until it is told to move. */
export function createTestClock(start: Date = new Date()): TestClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance(ms) {
      at += ms;
    },
  };
}
