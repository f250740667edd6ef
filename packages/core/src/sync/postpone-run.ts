import type { SqlTx } from "@cartwright/db";
import type { SyncProgress } from "@cartwright/integrations/contracts";

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

const firstWaitMs = 5 * seconds;
const longestWaitMs = 15 * minutes;
/** A source that has been away for so long is somebody's concern: the run fails, and the clock begins the next. */
export const longestAwayMs = 24 * hours;

/**
 * How long a run waits for a source that has been away for `awayMs`: 5 seconds at first, then as long again as it has been
 * away, to 15 minutes; null: no longer.
 */
export function waitForSourceMs(awayMs: number): number | null {
  if (awayMs >= longestAwayMs) return null;
  return Math.min(longestWaitMs, Math.max(firstWaitMs, awayMs));
}

interface Postponing<Run> {
  readonly progress: SyncProgress;
  /** Why, for people. */
  readonly error: string;
  /** Writes the progress, or throws when the run is another's by now. */
  readonly write: (tx: SqlTx, run: Run, progress: SyncProgress) => Promise<unknown>;
}

/** Lets go of a run whose source is away until it is asked again. False when it has been away for too long: nothing is written. */
export async function postponeRun<Run extends { readonly runId: string }>(
  tx: SqlTx,
  run: Run,
  { progress, error, write }: Postponing<Run>,
): Promise<boolean> {
  const [known] = await tx.$queryRaw<{ away_ms: number }[]>`
    select coalesce(extract(epoch from clock_timestamp() - away_since) * 1000, 0)::float8 as away_ms
    from sync_jobs where id = ${run.runId}::uuid for update`;
  const awayMs = known?.away_ms ?? 0;
  const waitMs = waitForSourceMs(awayMs);
  if (waitMs === null) return false;
  await write(tx, run, progress);
  await tx.$queryRaw`
    update sync_jobs set status = 'pending', lease_until = null, error_message = ${error},
      away_since = clock_timestamp() - ${awayMs} * interval '1 millisecond',
      next_try_at = clock_timestamp() + ${waitMs} * interval '1 millisecond'
    where id = ${run.runId}::uuid`;
  return true;
}
