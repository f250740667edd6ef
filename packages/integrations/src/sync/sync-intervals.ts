/** How often a sync job is due. */
export interface SyncInterval {
  readonly everyMs: number;
}

/** `syncIntervals.hours(1)`: whole numbers from 1; a job is due when the clock (UTC) passes a multiple of it. */
export const syncIntervals = {
  minutes: (count: number): SyncInterval => interval(count, 60_000),
  hours: (count: number): SyncInterval => interval(count, 3_600_000),
  days: (count: number): SyncInterval => interval(count, 86_400_000),
} as const;

function interval(count: number, unitMs: number): SyncInterval {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`${count} is not a whole number from 1`);
  return { everyMs: count * unitMs };
}
