import { runSql } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import type { DueStore } from "./due-receipts.ts";
import { retryDelayMs } from "./retry-delay.ts";
import type { EarlyEnd } from "./store-run.ts";

/**
 * Writes down when the store's job may run again: at once after a run that got through, later the more runs in a row ended
 * because the marketplace was away, and never before the marketplace's own `Retry-After`.
 */
export async function holdStore(
  { db, now }: Pick<Ctx, "db" | "now">,
  { id, failed_runs: failedRuns }: DueStore,
  end: EarlyEnd | null,
): Promise<void> {
  const failed = end !== null && end.error !== null;
  const waitMs = failed ? retryDelayMs(failedRuns, end.retryAfterMs) : (end?.retryAfterMs ?? null);
  const heldUntil = waitMs === null ? null : new Date(now().getTime() + waitMs);
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update marketplace_stores set held_until = ${heldUntil}::timestamptz, last_error = ${failed ? end.error : null},
        failed_runs = case when ${failed} then failed_runs + 1 else 0 end
      where id = ${id}::uuid and disconnected_at is null`,
  );
}
