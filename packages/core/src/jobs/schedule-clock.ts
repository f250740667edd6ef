import { Cron } from "croner";

/** When something is to happen again and again: by cron fields in a time zone, or after so many milliseconds. */
export type Clock =
  | { readonly cron: string; readonly everyMs?: undefined; readonly timeZone?: string | undefined }
  | { readonly everyMs: number; readonly cron?: undefined; readonly timeZone?: undefined };

/** A job that the code itself has added by the clock, for the whole instance. */
export type CodeSchedule = Clock & {
  /** What it is remembered by: never renamed, unique in the instance. */
  readonly name: string;
  readonly job: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Whether ticks that no worker was there for are made up for by one run; default they are skipped. */
  readonly catchUp?: boolean;
};

const shortestMs = 1_000;

/**
 * The first tick after `after`. Cron fields are five, read in the time zone: what falls into the hour that a change of
 * clocks leaves out runs right after it, what comes twice runs once.
 *
 * @throws Error that says what is wrong with the clock
 */
export function nextTick(clock: Clock, after: Date): Date {
  if (clock.everyMs !== undefined) {
    if (!Number.isSafeInteger(clock.everyMs) || clock.everyMs < shortestMs) {
      throw new Error(`everyMs is a whole number of milliseconds, ${shortestMs} at least`);
    }
    return new Date(after.getTime() + clock.everyMs);
  }
  const next = new Cron(clock.cron, { mode: "5-part", timezone: clock.timeZone ?? "UTC" }).nextRun(after);
  if (next === null) throw new Error(`the fields "${clock.cron}" never come true`);
  return next;
}
