/** Repeatable randomness in [0, 1): the same seed gives the same faults and the same delays. */
export interface SeededRandom {
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  reset(): void;
}

/** mulberry32: 32 bits of state are plenty for choosing which request fails. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    reset: () => {
      state = seed >>> 0;
    },
  };
}
