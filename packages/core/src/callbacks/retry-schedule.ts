const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** Seconds after the nth failed attempt until the next one starts, where nothing else is set: ten attempts over 75 hours. */
export const defaultRetrySchedule: readonly number[] = [
  5 * seconds,
  5 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  14 * hours,
  20 * hours,
  24 * hours,
].map((ms) => ms / seconds);

export interface FailedAttempt {
  /** Seconds after the nth failed attempt; empty: `defaultRetrySchedule`. */
  readonly schedule: readonly number[];
  /** Which attempt failed, from 1. */
  readonly attempt: number;
  /** Its HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** What the answer's `Retry-After` said. */
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * How long to wait before the next attempt; null after the last.
 *
 * A receiver that is overloaded or silent gets a minute at least. Its `Retry-After` counts, but not beyond twice our own
 * delay, so that nobody parks deliveries for ever. A jitter of 20 % keeps retries apart.
 */
export function retryDelayMs({ schedule, attempt, status, retryAfterMs, random }: FailedAttempt): number | null {
  const plannedSeconds = (schedule.length > 0 ? schedule : defaultRetrySchedule)[attempt - 1];
  if (plannedSeconds === undefined) return null;
  const planned = plannedSeconds * seconds;
  const base = isOverloaded(status) ? Math.max(planned, minutes) : planned;
  const jittered = base * (0.8 + 0.4 * random);
  if (retryAfterMs === null) return Math.round(jittered);
  return Math.min(Math.max(retryAfterMs, base), 2 * base);
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date. Null when it is missing or unreadable. */
export function parseRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * seconds;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function isOverloaded(status: number | null): boolean {
  return status === null || status === 429 || status === 502 || status === 503 || status === 504;
}
