const seconds = 1_000;
const minutes = 60 * seconds;

/** A store that refuses us altogether waits for a person; we look again now and then, in case one came. */
export const refusedStoreMs = 30 * minutes;

export interface FailedPush {
  /** In a row, this one counted. */
  readonly failures: number;
  /** What the channel asked for; null when it said nothing. */
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * How long to leave a store alone after a push that failed: from 5 seconds, doubled each time, to 15 minutes, less up to a
 * fifth so that stores do not come back together; never less than the channel asked for.
 */
export function pushDelayMs({ failures, retryAfterMs, random }: FailedPush): number {
  const planned = Math.min(5 * seconds * 2 ** Math.min(failures - 1, 20), 15 * minutes);
  return Math.max(Math.round(planned * (1 - random / 5)), retryAfterMs ?? 0);
}
