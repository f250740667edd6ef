import { newId, transact, type Tx } from "@cartwright/db";
import { SyncBusyError, type SyncLease, type SyncMode, type SyncStore } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { emit } from "#outbox/emit.ts";

import { openSyncLease } from "./open-sync-lease.ts";
import { type SyncRunRow, whatOf } from "./sync-run.ts";

export interface SyncStoreOptions {
  /** For how long a holder that is not heard of keeps its run. Default 10 seconds. */
  readonly leaseMs?: number;
  /** Of a run that nobody asked for before; default `full`. */
  readonly mode?: SyncMode | undefined;
  /** The store that every run is about, for those who hear of it; default what the job of a family is for. */
  readonly storeId?: string;
}

const defaultLeaseMs = 10_000;

/**
 * Keeps runs in `sync_jobs`. Of one job and organization one is open at a time, held by one worker for as long as it is
 * heard of; who comes after it gets a higher token, and what the former holder writes then is refused.
 */
export function createSyncStore(ctx: Ctx, options: SyncStoreOptions = {}): SyncStore {
  const { leaseMs = defaultLeaseMs, mode = "full" } = options;
  return {
    async begin(name): Promise<SyncLease> {
      const storeId = options.storeId ?? whatOf(name);
      const row = await transact(ctx.db, (tx) => takeRun(tx, ctx, { name, leaseMs, mode, storeId }));
      ctx.wakeRelay();
      return openSyncLease(ctx, { name, leaseMs, row, storeId });
    },
  };
}

interface Taking {
  readonly name: string;
  readonly leaseMs: number;
  readonly mode: SyncMode;
  readonly storeId: string | undefined;
}

async function takeRun(tx: Tx, ctx: Ctx, { name, leaseMs, mode, storeId }: Taking): Promise<SyncRunRow> {
  // Waits for whoever is inserting theirs at this moment; then finds it.
  await tx.$queryRaw`
    insert into sync_jobs (id, organization_id, name, mode, request_id)
    values (${newId()}::uuid, ${ctx.organizationId}::uuid, ${name}, ${mode}, ${ctx.requestId}) on conflict do nothing`;
  const open = await lockOpenRun(tx, ctx, name);
  if (open?.status === "paused") throw new SyncBusyError(name, null);
  if (!open || open.is_held) throw new SyncBusyError(name, open?.lease_until ?? new Date());
  const [row] = await tx.$queryRaw<SyncRunRow[]>`
    update sync_jobs set status = 'running', token = token + 1, started_at = coalesce(started_at, clock_timestamp()),
      next_try_at = null, heartbeat_at = clock_timestamp(), lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${open.id}::uuid returning *, true as is_held`;
  if (!row) throw new Error("a locked row is there");
  if (row.token === 1) {
    const data = { syncRunId: row.id, name, ...(storeId !== undefined && { storeId }) };
    await emit(tx, ctx, { type: "sync.started", aggregateType: "sync", aggregateId: row.id, data });
  }
  return row;
}

async function lockOpenRun(tx: Tx, { organizationId }: Ctx, name: string): Promise<SyncRunRow | undefined> {
  const [row] = await tx.$queryRaw<SyncRunRow[]>`
    select *, status = 'running' and lease_until > clock_timestamp() as is_held from sync_jobs
    where organization_id = ${organizationId}::uuid and name = ${name} and status in ('pending', 'running', 'paused')
    for update`;
  return row;
}
