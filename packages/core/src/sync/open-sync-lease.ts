import { transact, transactSql, type SqlTx } from "@cartwright/db";
import {
  type SyncEnd,
  type SyncLease,
  SyncLeaseLostError,
  type SyncProgress,
  type SyncRequest,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { emitSyncEnd } from "./emit-sync-end.ts";
import { postponeRun } from "./postpone-run.ts";
import { countVanished, forgetMarks, listVanished, markSeen, type MarkedRun } from "./sync-marks.ts";
import { progressOf, type SyncRunRow } from "./sync-run.ts";
import { toJson } from "./to-json.ts";

interface Held {
  readonly ctx: Ctx;
  readonly runId: string;
  readonly token: number;
  readonly leaseMs: number;
}

/** The lease of a run that was just taken. Every write names its token, and is refused once another has taken the run over. */
export function openSyncLease(
  ctx: Ctx,
  { name, leaseMs, row, storeId }: { name: string; leaseMs: number; row: SyncRunRow; storeId?: string | undefined },
): SyncLease {
  const held: Held = { ctx, runId: row.id, token: row.token, leaseMs };
  const marked: MarkedRun = { organizationId: ctx.organizationId, name, runId: row.id };
  return {
    runId: row.id,
    mode: row.mode,
    progress: progressOf(row),
    leaseMs,
    keep: () => transactSql(ctx.db, (tx) => extend(tx, held)),
    save: (progress, seenIds) =>
      transactSql(ctx.db, async (tx) => {
        const request = await write(tx, held, progress);
        await markSeen(tx, marked, seenIds);
        return request;
      }),
    vanished: (after, limit) => transactSql(ctx.db, (tx) => listVanished(tx, marked, { after, limit })),
    countVanished: () => transactSql(ctx.db, (tx) => countVanished(tx, marked)),
    forget: (progress, removedIds) =>
      transactSql(ctx.db, async (tx) => {
        const request = await write(tx, held, progress);
        await forgetMarks(tx, marked, removedIds);
        return request;
      }),
    finish: (end, progress, error) => finish(held, { name, storeId, end, progress, error }),
    release: (as, progress) =>
      transactSql(ctx.db, async (tx) => {
        await write(tx, held, progress);
        // A wish that came a moment ago is for whoever goes on.
        await tx.$queryRaw`
          update sync_jobs set status = ${as}, lease_until = null,
            request = case when ${as} = 'paused' then null else request end
          where id = ${held.runId}::uuid`;
      }),
    postpone: (progress, error) => transactSql(ctx.db, (tx) => postponeRun(tx, held, { progress, error, write })),
  };
}

interface Ending {
  readonly name: string;
  readonly storeId: string | undefined;
  readonly end: SyncEnd;
  readonly progress: SyncProgress;
  readonly error: string | null;
}

async function finish(held: Held, { name, storeId, end, progress, error }: Ending): Promise<void> {
  const { ctx, runId } = held;
  await transact(ctx.db, async (tx) => {
    await write(tx, held, progress);
    const [row] = await tx.$queryRaw<{ duration_ms: number }[]>`
      update sync_jobs set status = ${end}, error_message = ${error}, finished_at = clock_timestamp(),
        lease_until = null, request = null, step = null
      where id = ${runId}::uuid
      returning (extract(epoch from finished_at - started_at) * 1000)::int as duration_ms`;
    const durationMs = row?.duration_ms ?? 0;
    await emitSyncEnd(tx, ctx, { runId, name, storeId, end, progress, error, durationMs });
  });
  ctx.wakeRelay();
}

interface Asked {
  readonly request: "pause" | "cancel" | null;
}

async function extend(tx: SqlTx, { runId, token, leaseMs }: Held): Promise<SyncRequest> {
  const rows = await tx.$queryRaw<Asked[]>`
    update sync_jobs set heartbeat_at = clock_timestamp(),
      lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${runId}::uuid and token = ${token} and status = 'running' returning request`;
  return answerOf(rows, runId);
}

async function write(tx: SqlTx, { runId, token, leaseMs }: Held, progress: SyncProgress): Promise<SyncRequest> {
  const { phase, cursor, total, created, updated, unchanged, removed, errors, step, samples, changes } = progress;
  const rows = await tx.$queryRaw<Asked[]>`
    update sync_jobs set phase = ${phase}, cursor = ${cursor}, total_items = ${total}::int, created = ${created},
      updated = ${updated}, unchanged = ${unchanged}, removed = ${removed}, errors = ${errors},
      error_message = null, away_since = null, step = ${step}, samples = ${toJson(samples)}::jsonb,
      changes = ${toJson(changes)}::jsonb, heartbeat_at = clock_timestamp(),
      lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${runId}::uuid and token = ${token} and status = 'running' returning request`;
  return answerOf(rows, runId);
}

function answerOf([row]: readonly Asked[], runId: string): SyncRequest {
  if (!row) throw new SyncLeaseLostError(runId);
  return row.request ?? "go_on";
}
