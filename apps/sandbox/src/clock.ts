/** Time as the sandbox sees it. Tests hand in {@link manualClock}; everything else runs on the wall clock. */
export interface Clock {
  now: () => Date;
  /** Runs `action` once after `delayMs`; the answer cancels it. */
  schedule(delayMs: number, action: () => void): () => void;
  /** Cancels all that is still scheduled, and takes nothing new: a process that is ending must not be kept alive. */
  stop(): void;
}

export interface ManualClock extends Clock {
  /** Moves time forward, running what falls due in order of its time. */
  advance(ms: number): void;
}

export function systemClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    now: () => new Date(),
    schedule(delayMs, action) {
      if (stopped) return () => undefined;
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          action();
        },
        Math.min(delayMs, LONGEST_TIMER_MS),
      );
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** A clock that stands still until told to move, so that a day's expiry is tested in a millisecond. */
export function manualClock(start: Date): ManualClock {
  let nowMs = start.getTime();
  const pending = new Set<{ dueMs: number; action: () => void }>();
  return {
    now: () => new Date(nowMs),
    schedule(delayMs, action) {
      const entry = { dueMs: nowMs + delayMs, action };
      pending.add(entry);
      return () => pending.delete(entry);
    },
    advance(ms) {
      const until = nowMs + ms;
      for (;;) {
        const due = [...pending].filter((entry) => entry.dueMs <= until).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        pending.delete(due);
        nowMs = Math.max(nowMs, due.dueMs);
        due.action();
      }
      nowMs = until;
    },
    stop: () => pending.clear(),
  };
}

/** Unix seconds, the unit of every timestamp in Stripe's API and in the signatures. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** setTimeout wraps to "at once" above this. */
const LONGEST_TIMER_MS = 2_147_483_647;
