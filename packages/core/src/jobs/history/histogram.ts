/**
 * Durations counted in places that grow by the square root of two: place n holds up to 2^(n/2) milliseconds, the last one
 * all that is longer (beyond 26 hours). A percentile read from it lies in the right place, so it is off by 41 % at worst,
 * whatever the durations are, and by much less when a place holds many.
 */
export type Histogram = readonly number[];

const places = 54;

/** The place of a duration in milliseconds. */
export function placeOf(ms: number): number {
  if (ms <= 1) return 0;
  return Math.min(places - 1, Math.ceil(2 * Math.log2(ms)));
}

/** The duration in milliseconds within which `share` (0 to 1) of what was counted lies; null when nothing was. */
export function percentileOf(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [place, count] of histogram.entries()) {
    if (below + count >= total * share && count > 0) {
      const within = (total * share - below) / count;
      const low = place === 0 ? 0 : 2 ** ((place - 1) / 2);
      return low + (2 ** (place / 2) - low) * within;
    }
    below += count;
  }
  return null;
}
