/** How many items a run had done at a moment. */
export interface Moment {
  /** Of the run. */
  readonly id: string;
  readonly done: number;
  readonly atMs: number;
}

export interface SyncPace {
  /** Null until two moments are known. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
}

const windowMs = 15_000;

/** Adds a moment, and forgets what was before the last fifteen seconds or belongs to another run. */
export function addMoment(before: readonly Moment[], now: Moment): readonly Moment[] {
  return [...before.filter(({ id, atMs }) => id === now.id && now.atMs - atMs <= windowMs), now];
}

/** Items per second over the moments, and how long the rest takes at that pace. */
export function paceOf(moments: readonly Moment[], total: number | null): SyncPace {
  const [first] = moments;
  const last = moments.at(-1);
  if (!first || !last || last.atMs <= first.atMs || last.done <= first.done)
    return { perSecond: null, secondsLeft: null };
  const perSecond = ((last.done - first.done) / (last.atMs - first.atMs)) * 1_000;
  return { perSecond, secondsLeft: total === null ? null : Math.max(0, total - last.done) / perSecond };
}
