import { transact } from "@cartwright/db";
import type { SyncSchedule } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";

import { addRun } from "./start-sync.ts";
import { syncJobKey, syncMaxAttempts } from "./sync-run.ts";

/**
 * Begins a run of every scheduled job whose time has come, for each organization that it is for, and says how many. A tick is a multiple of the
 * interval since 1970 in UTC, and the database refuses it a second run, so any number of workers may look. A tick that nobody
 * was there for is made up for by one run; one that falls into a run is done by it.
 */
export async function enqueueDueSyncs(
  services: Pick<Services, "db" | "now">,
  schedules: readonly SyncSchedule[],
): Promise<number> {
  let begun = 0;
  for (const schedule of schedules) begun += await beginDue(services, schedule);
  return begun;
}

async function beginDue(
  { db, now }: Pick<Services, "db" | "now">,
  { name, everyMs, onlyFor }: SyncSchedule,
): Promise<number> {
  const only = (await onlyFor?.()) ?? null;
  const tickAt = new Date(Math.floor(now().getTime() / everyMs) * everyMs);
  const due = await db.prisma.$queryRaw<{ id: string }[]>`
    select id::text from organizations
    where (${only}::uuid is null or id = ${only}::uuid) and not exists (select from sync_jobs run where run.organization_id = organizations.id and name = ${name}
      and (status in ('pending', 'running', 'paused') or tick_at >= ${tickAt} or finished_at >= ${tickAt}))`;
  let begun = 0;
  for (const { id: organizationId } of due) {
    const ctx = { organizationId, requestId: `sync:${name}:${tickAt.toISOString()}` };
    const added = await transact(db, (tx) => addRun(tx, ctx, { name, tickAt }));
    if (added !== null) begun += 1;
  }
  return begun;
}

interface Abandoned {
  name: string;
  organization_id: string;
  request_id: string | null;
}

/** Adds the job of runs that nobody holds and that have none, and says how many: nothing that was begun is forgotten. */
export async function enqueueAbandonedSyncs(services: Pick<Services, "db">, names: readonly string[]): Promise<number> {
  const rows = await services.db.prisma.$queryRaw<Abandoned[]>`
    select name, organization_id::text, request_id from sync_jobs run
    where status in ('pending', 'running') and split_part(name, '/', 1) = any(${[...names]}::text[])
      and coalesce(lease_until, created_at + interval '1 minute') < now()
      and not exists (select from graphile_worker.jobs
        where key = 'sync:' || run.organization_id || ':' || run.name and attempts < max_attempts)`;
  for (const { name, organization_id: organizationId, request_id: requestId } of rows) {
    const options = { jobKey: syncJobKey(organizationId, name), maxAttempts: syncMaxAttempts };
    await enqueue(services, "run-sync", { organizationId, name, requestId: requestId ?? undefined }, options);
  }
  return rows.length;
}
