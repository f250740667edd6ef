const minutes = 60_000;
const firstMs = 5 * minutes;
const longestMs = 60 * minutes;

/**
 * How long to wait after a failure, in milliseconds: `min(5 min · 2^failures, 60 min)`, or longer when the marketplace said so.
 * `failures` counts those before this one: 0 for the first. There is no chance in it: what is due is spread by when it failed.
 */
export function retryDelayMs(failures: number, retryAfterMs: number | null): number {
  const planned = Math.min(firstMs * 2 ** Math.min(failures, 10), longestMs);
  return Math.max(planned, retryAfterMs ?? 0);
}

/** A receipt that the marketplace does not know is asked about this often, which is about a day, and then left. */
export const mostRefusals = 27;
