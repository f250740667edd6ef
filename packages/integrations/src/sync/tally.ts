import type { SyncChange, SyncCounts, SyncProgress } from "../contracts/sync.ts";

/** Counts what a run does. */
export interface Tally {
  progress(): SyncProgress;
  /** As it was last saved: what a run that is let go of can be taken up from. */
  saved(): SyncProgress;
  count(outcome: Exclude<keyof SyncCounts, "errors">): void;
  /** Keeps a change for the report, while there is room for its kind. */
  note(change: SyncChange): void;
  fail(externalId: string | null, error: unknown): void;
  /** Sets where the run stands. */
  move(at: Partial<Pick<SyncProgress, "phase" | "cursor" | "total" | "step">>): void;
  markSaved(): void;
}

const mostChangesOfAKind = 20;

/** Goes on from where a run stood. Of the errors the first `maxErrorSamples` are kept with their words. */
export function createTally(from: SyncProgress, { maxErrorSamples }: { maxErrorSamples: number }): Tally {
  let now: SyncProgress = startOver(from);
  let saved = from;
  return {
    progress: () => now,
    saved: () => saved,
    count(outcome) {
      now = { ...now, [outcome]: now[outcome] + 1 };
    },
    note(change) {
      const alike = now.changes.filter((one) => one.change === change.change).length;
      if (alike < mostChangesOfAKind) now = { ...now, changes: [...now.changes, change] };
    },
    fail(externalId, error) {
      const message = error instanceof Error ? error.message : String(error);
      const samples = now.samples.length < maxErrorSamples ? [...now.samples, { externalId, message }] : now.samples;
      now = { ...now, errors: now.errors + 1, samples };
    },
    move(at) {
      now = { ...now, ...at };
    },
    markSaved() {
      saved = now;
    },
  };
}

// A source without pages is read from its start again: what was done stays counted, what is only looked at is not counted twice.
function startOver(from: SyncProgress): SyncProgress {
  if (from.phase !== "fetch" || from.cursor !== null) return from;
  return { ...from, unchanged: 0, errors: 0, samples: [] };
}
